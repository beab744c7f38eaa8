using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class ClausePunctuationTests
{
    [Theory]
    [InlineData("Hola, ", ',')]
    [InlineData("buenos días. ", '.')]
    [InlineData("Qué tal? (", '?')]
    [InlineData("«Hola», ", ',')]
    [InlineData("Sí.»", '.')]
    [InlineData("gracias: ", ':')]
    [InlineData("eso; ", ';')]
    [InlineData("luego… ", ';')]
    [InlineData("Bien... ", ';')]
    [InlineData("nada – ", ';')]
    [InlineData("Really?! ", '!')]
    [InlineData("¡adiós! ¿", '!')]
    public void The_mark_behind_the_last_word_counts(string consumed, char mark) => Assert.Equal(mark, ClausePunctuation.Of(consumed).Mark);

    [Theory]
    [InlineData("tres coma 3,5 por ciento ")]
    [InlineData("(tal vez) ")]
    [InlineData("")]
    public void Marks_within_or_none_do_not_count(string consumed) => Assert.Null(ClausePunctuation.Of(consumed).Mark);

    [Fact]
    public void An_empty_line_ends_a_paragraph()
    {
        Assert.True(ClausePunctuation.Of("cinco\n\n").EndsParagraph);
        Assert.False(ClausePunctuation.Of("cinco,\n").EndsParagraph);
    }

    [Theory]
    [InlineData("Hola, b", "Hola, ")]
    [InlineData("Hola. ¿", "Hola. ")]
    [InlineData("Hola. 𝔄", "Hola. ")]
    [InlineData("", "")]
    public void The_character_read_ahead_is_cut(string consumed, string clause) =>
        Assert.Equal(clause, ClausePunctuation.WithoutLookahead(consumed));
}

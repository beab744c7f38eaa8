using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class SentencesTests
{
    [Fact]
    public void Clauses_are_joined_by_a_space_and_keep_their_marks() =>
        Assert.Equal(["ola, ke tal?"], Join(new Clause("ola", ',', false), new Clause("ke tal", '?', false)));

    [Theory]
    [InlineData('.')]
    [InlineData('?')]
    [InlineData('!')]
    public void A_full_stop_question_or_exclamation_mark_ends_a_sentence(char mark) =>
        Assert.Equal([$"uno{mark}", "dos"], Join(new Clause("uno", mark, false), new Clause("dos", null, false)));

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData(':')]
    public void A_comma_or_colon_does_not(char mark) =>
        Assert.Equal([$"uno{mark} dos"], Join(new Clause("uno", mark, false), new Clause("dos", null, false)));

    [Fact]
    public void A_paragraph_ends_a_sentence_without_a_mark() =>
        Assert.Equal(["uno", "dos"], Join(new Clause("uno", null, true), new Clause("dos", null, false)));

    [Fact]
    public void Clauses_without_sounds_leave_no_trace() =>
        Assert.Equal(["uno."], Join(new Clause("", ',', false), new Clause("uno", '.', false), new Clause("ˈ ", '!', false)));

    [Fact]
    public void Symbols_are_single_codepoints_in_NFD() =>
        Assert.Equal(["c", "\u0327", "o", "\u0303"], Sentences.From([new Clause("çõ", null, false)]).Single());

    private static IEnumerable<string> Join(params Clause[] clauses) => Sentences.From(clauses).Select(phonemes => string.Concat(phonemes));
}

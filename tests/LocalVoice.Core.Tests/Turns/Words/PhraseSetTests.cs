using LocalVoice.Core.Turns.Words;

namespace LocalVoice.Core.Tests.Turns.Words;

public sealed class PhraseSetTests
{
    private static readonly PhraseSet Phrases = new(["muy bien", "muy", "de acuerdo"]);

    [Theory]
    [InlineData("muy bien gracias", 2)]
    [InlineData("muy caro", 1)]
    [InlineData("de nada", 0)]
    public void The_longest_phrase_at_the_beginning_counts(string words, int length) => Assert.Equal(length, Phrases.Match(Split(words)));

    [Theory]
    [InlineData("sí de acuerdo", true)]
    [InlineData("muy caro", false)]
    [InlineData("acuerdo", false)]
    public void A_phrase_at_the_end_is_found(string words, bool ends) => Assert.Equal(ends, Phrases.Ends(Split(words)));

    [Theory]
    [InlineData("muy bien de acuerdo muy bien", true)]
    [InlineData("muy bien entonces", false)]
    [InlineData("", false)]
    public void Nothing_but_phrases_covers_what_was_said(string words, bool covers) => Assert.Equal(covers, Phrases.Covers(Split(words)));

    [Fact]
    public void An_empty_set_matches_nothing() => Assert.Equal(0, new PhraseSet([]).Match(["muy"]));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

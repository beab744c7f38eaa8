using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Tests.Turns.Script;

public sealed class ScriptLineTests
{
    [Fact]
    public void One_bar_is_a_cued_cut() =>
        Assert.Equal(new("Yes, but", "without sugar.", PauseKind.Cued), ScriptLine.Parse("Yes, but | without sugar."));

    [Fact]
    public void Two_bars_are_an_uncued_cut() =>
        Assert.Equal(new("Book a table", "for four.", PauseKind.Uncued), ScriptLine.Parse("Book a table || for four."));

    [Fact]
    public void A_sentence_without_a_bar_is_said_in_one_go()
    {
        var line = ScriptLine.Parse("Thanks a lot.");

        Assert.Equal(new("Thanks a lot.", null, null), line);
        Assert.Equal("Thanks a lot.", line.Text);
    }

    [Fact]
    public void Two_cuts_are_refused() => Assert.Throws<FormatException>(() => ScriptLine.Parse("a | b | c"));
}

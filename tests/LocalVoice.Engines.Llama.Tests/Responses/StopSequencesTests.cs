using LocalVoice.Engines.Llama.Responses;

namespace LocalVoice.Engines.Llama.Tests.Responses;

public sealed class StopSequencesTests
{
    [Theory]
    [InlineData("uno, dos STOP tres", "uno, dos ", true)]
    [InlineData("uno, dos STO", "uno, dos STO", false)]
    [InlineData("SSTOP", "S", true)]
    [InlineData("uno\n\ndos STOP", "uno", true)]
    public void The_text_ends_before_the_first_of_them(string text, string expected, bool stopped)
    {
        var stops = new StopSequences(["STOP", "\n\n"]);
        var said = "";
        foreach (var letter in text)
        {
            if (!stops.Stopped)
            {
                said += stops.Pass($"{letter}");
            }
        }

        Assert.Equal((expected, stopped), (said + stops.Flush(), stops.Stopped));
    }

    [Fact]
    public void An_empty_one_ends_nothing()
    {
        var stops = new StopSequences(["", "STOP"]);

        Assert.Equal(("abc", false), (stops.Pass("abc"), stops.Stopped));
    }

    [Fact]
    public void Without_any_nothing_is_held_back() => Assert.Equal("abc", new StopSequences([]).Pass("abc"));
}

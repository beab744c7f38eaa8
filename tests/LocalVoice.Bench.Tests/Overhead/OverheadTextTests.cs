using LocalVoice.Bench.Overhead;

namespace LocalVoice.Bench.Tests.Overhead;

public sealed class OverheadTextTests
{
    [Fact]
    public void Each_figure_has_its_target_and_whether_it_is_met()
    {
        string[] lines = [.. OverheadText.Lines(new(0.3, 1.25, 3.01))];

        Assert.Equal(
            [
                "idle        0.30 % of a core  connected, the client sends nothing; target 0.3 %: met",
                "listening   1.25 % of a core  the client sends silence in frames of 20 ms",
                "talking     3.01 % of a core  user and agent speak by turns, in real time; target 3 %: missed",
            ],
            lines
        );
    }
}

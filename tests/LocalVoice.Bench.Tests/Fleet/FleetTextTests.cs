using LocalVoice.Bench.Fleet;
using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Tests.Fleet;

public sealed class FleetTextTests
{
    private static readonly FleetStep Predicted = new(24, 40, new Distribution(120, 210, 450, 500), 3.4, 0.31, Measured: null);
    private static readonly FleetStep Tried = Predicted with
    {
        Measured = new LoadStep(40, 35, 5, 105, 1, new Distribution(104, 220, 500, 600), Server: null),
    };

    [Fact]
    public void What_was_predicted_stands_beside_what_was_measured()
    {
        Assert.Equal("| 24 | 40 | 3.4 | 5 | 210 | 220 | 450 | 500 | -10 % | 31 % | 1 |", FleetText.Row(Tried));
        Assert.Equal("| 24 | 40 | 3.4 |  | 210 |  | 450 |  |  | 31 % |  |", FleetText.Row(Predicted));
    }

    [Fact]
    public void The_worst_deviation_is_told_whichever_its_sign()
    {
        var late = Tried with { Measured = Tried.Measured! with { V2vMs = new Distribution(104, 220, 440, 600) } };

        Assert.Equal(
            ["The prediction of p95 is off by -10 % at most; of refusals, by 1.6 of 80 calls."],
            FleetText.Deviation([late, Tried])
        );
        Assert.Empty(FleetText.Deviation([Predicted]));
    }
}

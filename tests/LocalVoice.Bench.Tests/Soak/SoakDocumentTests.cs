using LocalVoice.Bench.Report;
using LocalVoice.Bench.Soak;

namespace LocalVoice.Bench.Tests.Soak;

public sealed class SoakDocumentTests
{
    private static readonly SoakDocument Good = new(
        DateTimeOffset.UnixEpoch,
        new("cpu", 2, 8, "os", "runtime"),
        Simulated: true,
        Seconds: 600,
        Sessions: 2,
        BusyCores: 0,
        Calls: 40,
        Turns: 120,
        Lost: 0,
        Failures: [],
        Resident: new(400, 410, 12.5),
        Handles: new(150, 151, 0),
        HandlesBefore: 140,
        HandlesAfter: 141,
        V2vMs: Distribution.Of([100, 200])
    );

    [Fact]
    public void A_run_without_growth_and_losses_endures() => Assert.True(Good.Ok);

    [Fact]
    public void Each_thing_that_goes_wrong_is_enough()
    {
        SoakDocument[] bad =
        [
            Good with
            {
                Lost = 1,
            },
            Good with
            {
                Turns = 0,
            },
            Good with
            {
                Resident = new(400, 430, 100),
            },
            Good with
            {
                Handles = new(150, 170, 10),
            },
            Good with
            {
                HandlesAfter = 200,
            },
        ];

        Assert.All(bad, document => Assert.False(document.Ok));
    }

    [Fact]
    public void Memory_of_a_big_server_may_breathe_by_its_size() => Assert.True((Good with { Resident = new(4000, 4150, 0) }).Ok);

    [Fact]
    public void Memory_of_a_short_run_is_not_judged() => Assert.True((Good with { Seconds = 30, Resident = new(100, 300, 9000) }).Ok);

    [Fact]
    public void The_table_tells_trend_and_verdict()
    {
        Assert.Equal(
            [
                "| | first third | last third | per hour | |",
                "|---|---:|---:|---:|---|",
                "| resident MiB | 400.0 | 410.0 | +12.5 | flat |",
                "| file descriptors | 150.0 | 151.0 | 0.0 | flat |",
                "file descriptors without a caller: 140 before, 141 after",
                "40 calls, 120 turns, 0 lost; voice to voice p50 150 ms, p95 195 ms",
                "verdict: endures",
            ],
            SoakText.Lines(Good)
        );
    }
}

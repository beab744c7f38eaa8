using LocalVoice.Simulation.Delays;

namespace LocalVoice.Simulation.Tests.Delays;

public sealed class ProviderDelaysTests
{
    [Fact]
    public void Every_row_tells_where_it_comes_from()
    {
        Assert.NotEmpty(ProviderDelays.Published.Rows);
        Assert.All(
            ProviderDelays.Published.Rows,
            row =>
            {
                Assert.Matches(@"^20\d\d-\d\d(-\d\d)?$", row.Date);
                Assert.NotEmpty(row.Title);
                Assert.True(row.Kind == DelayKind.Assumed || row.Address.Length > 0);
                Assert.True(row.P50 > TimeSpan.Zero && (row.P95 ?? row.P50) >= row.P50);
            }
        );
    }

    [Fact]
    public void Draws_have_the_percentiles_of_the_row()
    {
        var delay = ProviderDelays
            .None.With("deepgram", "listen.final", TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300))
            .Of("deepgram", "listen.final");
        var random = new Random(7);

        var draws = Enumerable.Range(0, 10_000).Select(_ => delay.Sample(random).TotalMilliseconds).Order().ToList();

        Assert.Equal(100, draws[5_000], tolerance: 3);
        Assert.Equal(300, draws[9_500], tolerance: 15);
    }

    [Fact]
    public void The_same_seed_draws_the_same_delays()
    {
        var one = new DelaySampler(ProviderDelays.Published, "deepgram", seed: 3);
        var other = new DelaySampler(ProviderDelays.Published, "deepgram", seed: 3);

        Assert.Equal(
            Enumerable.Range(0, 10).Select(_ => one.Draw("listen.final")),
            Enumerable.Range(0, 10).Select(_ => other.Draw("listen.final"))
        );
    }

    [Fact]
    public void A_value_set_by_hand_says_so_and_leaves_the_others_alone()
    {
        var delays = ProviderDelays.Published.With("deepgram", "listen.final", TimeSpan.FromMilliseconds(1));

        Assert.Equal(DelayKind.Set, delays.Of("deepgram", "listen.final").Kind);
        Assert.Equal(ProviderDelays.Published.Of("deepgram", "handshake"), delays.Of("deepgram", "handshake"));
    }

    [Fact]
    public void A_step_that_nobody_knows_is_an_error() =>
        Assert.Throws<ArgumentException>(() => ProviderDelays.Published.Of("deepgram", "sing"));
}

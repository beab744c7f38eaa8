using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Tests.Report;

public sealed class DistributionTests
{
    [Fact]
    public void Percentiles_interpolate_between_sorted_values()
    {
        var distribution = Distribution.Of([40, 10, 30, 20, 50]);

        Assert.Equal((5, 30.0, 48.0, 49.6), (distribution.Count, distribution.P50, distribution.P95, distribution.P99));
    }

    [Fact]
    public void One_value_is_every_percentile()
    {
        var distribution = Distribution.Of([7]);

        Assert.Equal((7.0, 7.0, 7.0), (distribution.P50, distribution.P95, distribution.P99));
    }

    [Fact]
    public void Nothing_measured_has_no_percentiles() => Assert.Equal(new Distribution(0, null, null, null), Distribution.Of([]));
}

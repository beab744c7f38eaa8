using LocalVoice.Bench.Soak;

namespace LocalVoice.Bench.Tests.Soak;

public sealed class SoakTrendTests
{
    [Fact]
    public void What_stays_has_no_slope_whatever_a_single_sample_says()
    {
        var trend = Of(60, i => i == 30 ? 900 : 200);

        Assert.Equal(new(200, 200, 0), trend);
    }

    [Fact]
    public void What_grows_by_one_a_minute_grows_by_sixty_an_hour()
    {
        var trend = Of(60, i => 100 + i);

        Assert.Equal(60, trend.PerHour);
        Assert.Equal((109.5, 149.5, 40), (trend.First, trend.Last, trend.Growth));
    }

    [Fact]
    public void More_samples_than_are_compared_have_the_same_slope() => Assert.Equal(60, Of(2_000, i => i).PerHour);

    [Fact]
    public void One_sample_has_no_slope() => Assert.Equal(new(7, 7, 0), Of(1, _ => 7));

    private static SoakTrend Of(int count, Func<int, double> value) =>
        SoakTrend.Of([.. Enumerable.Range(0, count).Select(i => (TimeSpan.FromMinutes(i), value(i)))]);
}

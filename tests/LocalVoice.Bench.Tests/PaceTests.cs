namespace LocalVoice.Bench.Tests;

public sealed class PaceTests
{
    [Fact]
    public void Single_caller_talks_on() => Assert.Equal([default], Pace.Of(1));

    [Fact]
    public void Several_callers_speak_every_twelve_seconds_apart_from_each_other()
    {
        var paces = Pace.Of(8);

        Assert.All(paces, pace => Assert.Equal(TimeSpan.FromSeconds(12), pace.Interval));
        Assert.All(paces, pace => Assert.InRange(pace.Offset, TimeSpan.Zero, TimeSpan.FromSeconds(12)));
        Assert.Equal(8, paces.Select(pace => pace.Offset).Distinct().Count());
    }

    [Fact]
    public void Offsets_are_the_same_in_every_run() => Assert.Equal(Pace.Of(16), Pace.Of(16));
}

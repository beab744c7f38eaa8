using LocalVoice.Bench.Load;

namespace LocalVoice.Bench.Tests.Load;

public sealed class CallPlanTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void As_many_calls_come_as_asked_for_and_as_irregularly_as_by_chance()
    {
        var plan = CallPlan.Random(20, Day, turns: 3, seed: 1);
        var gaps = plan.Zip(plan.Skip(1), (one, next) => (next.Arrives - one.Arrives).TotalSeconds).ToList();
        var mean = gaps.Average();

        Assert.InRange(mean, 3 * 0.98, 3 * 1.02);
        // Of an exponential distribution the deviation is the mean.
        Assert.InRange(Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean))), 3 * 0.97, 3 * 1.03);
        Assert.All(plan, call => Assert.Equal((3, TimeSpan.FromSeconds(12), true), (call.Turns, call.Interval, call.Arrives < Day)));
    }

    [Fact]
    public void A_plan_is_the_same_in_every_run() =>
        Assert.Equal(CallPlan.Random(20, Day, 3, seed: 1), CallPlan.Random(20, Day, 3, seed: 1));
}

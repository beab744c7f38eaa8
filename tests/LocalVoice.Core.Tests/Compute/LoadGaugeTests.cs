using LocalVoice.Compute;
using LocalVoice.Core.Compute;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Compute;

public sealed class LoadGaugeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Idle_threads_leave_nothing_out()
    {
        var gauge = Gauge(threads: 2, out _);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, gauge.Utilisation);
        Assert.All(Enum.GetValues<SheddableWork>(), work => Assert.True(gauge.Allows(work)));
    }

    [Fact]
    public void The_busier_the_threads_are_the_more_is_left_out_interims_first()
    {
        var gauge = Gauge(threads: 2, out var budget);
        Assert.True(budget.TryLease(ComputeWork.FinalTranscript, 1, out _));
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(0.5, gauge.Utilisation, tolerance: 1e-6);
        Assert.False(gauge.Allows(SheddableWork.Interim));
        Assert.True(gauge.Allows(SheddableWork.Prefill));

        Assert.True(budget.TryLease(ComputeWork.FinalTranscript, 1, out _));
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.InRange(gauge.Utilisation, 0.65, 0.75);
        Assert.False(gauge.Allows(SheddableWork.Prefill));
        Assert.True(gauge.Allows(SheddableWork.Speculation));

        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(gauge.Allows(SheddableWork.Speculation));
    }

    [Fact]
    public void A_storm_that_is_over_is_forgotten()
    {
        var gauge = Gauge(threads: 1, out var budget);
        Assert.True(budget.TryLease(ComputeWork.FinalTranscript, 1, out var lease));
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(gauge.Allows(SheddableWork.Speculation));

        lease.Dispose();
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.All(Enum.GetValues<SheddableWork>(), work => Assert.True(gauge.Allows(work)));
    }

    private LoadGauge Gauge(int threads, out ComputeBudget budget)
    {
        budget = new ComputeBudget(threads, _time);
        return new LoadGauge(budget, new() { NoInterimsAbove = 0.4 }, _time);
    }
}

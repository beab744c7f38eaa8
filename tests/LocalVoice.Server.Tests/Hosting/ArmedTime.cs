using System.Collections.Concurrent;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A clock that a test turns, and that says when somebody waits for a given time.</summary>
internal sealed class ArmedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, Counter> _armed = new();

    /// <summary>So many timers run, or have run, for this time.</summary>
    public Task ArmedAsync(TimeSpan dueTime, int times = 1) => Armed(dueTime).ReachesAsync(times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Armed(dueTime).Increment();
        return new WatchedTimer(timer, this);
    }

    private Counter Armed(TimeSpan dueTime) => _armed.GetOrAdd(dueTime, _ => new());

    private sealed class WatchedTimer(ITimer timer, ArmedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Armed(dueTime).Increment();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

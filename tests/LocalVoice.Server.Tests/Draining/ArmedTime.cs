using System.Collections.Concurrent;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Draining;

/// <summary>A clock that a test turns, and that says when somebody waits for a given time.</summary>
internal sealed class ArmedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _armed = new();

    /// <summary>A timer runs, or has run, for this time.</summary>
    public Task ArmedAsync(TimeSpan dueTime) => Signal(dueTime).Task.WaitAsync(TestClient.EventTimeout());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Signal(dueTime).TrySetResult();
        return new WatchedTimer(timer, this);
    }

    private TaskCompletionSource Signal(TimeSpan dueTime) =>
        _armed.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class WatchedTimer(ITimer timer, ArmedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Signal(dueTime).TrySetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

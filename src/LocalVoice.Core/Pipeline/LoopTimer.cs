namespace LocalVoice.Core.Pipeline;

/// <summary>Posts a message to a session's loop when its time has come. Used by the session's loop only.</summary>
internal sealed class LoopTimer(TimeProvider time, Func<object, ValueTask> post, object message) : IDisposable
{
    private ITimer? _timer;

    /// <summary>In place of an earlier time. To the millisecond, and never at once.</summary>
    public void Set(TimeSpan wait)
    {
        _timer ??= time.CreateTimer(_ => _ = post(message).AsTask(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();
}

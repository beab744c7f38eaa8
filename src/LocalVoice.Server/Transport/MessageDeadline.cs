namespace LocalVoice.Server.Transport;

/// <summary>The time that a message has to arrive. Used by one reader; <see cref="Missed"/> may be awaited by others.</summary>
internal sealed class MessageDeadline : IDisposable
{
    private readonly TaskCompletionSource _missed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private bool _runs;

    public MessageDeadline(TimeSpan limit, TimeProvider time)
    {
        _limit = limit;
        _timer = time.CreateTimer(_ => _missed.TrySetResult(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task Missed => _missed.Task;

    /// <summary>No effect while it runs.</summary>
    public void Start()
    {
        if (!_runs)
        {
            _runs = true;
            _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        if (_runs)
        {
            _runs = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}

namespace LocalVoice.Simulation.Sockets;

/// <summary>Acts once, when nothing has been heard for too long.</summary>
internal sealed class IdleLimit : IAsyncDisposable
{
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _heard;

    /// <param name="since">Timestamp of what was heard last.</param>
    /// <param name="act">Called from a timer's thread.</param>
    public IdleLimit(TimeSpan limit, long since, TimeProvider time, Action act)
    {
        (_limit, _time, _heard) = (limit, time, since);
        _timer = time.CreateTimer(_ => Check(act), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check(act);
    }

    public void Heard() => Volatile.Write(ref _heard, _time.GetTimestamp());

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Check(Action act)
    {
        var left = _limit - _time.GetElapsedTime(Volatile.Read(ref _heard));
        if (left <= TimeSpan.Zero)
        {
            act();
        }
        else
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}

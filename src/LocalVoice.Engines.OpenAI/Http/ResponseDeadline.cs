namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>
/// Ends a response whose pieces do not come in time. Runs only while one is waited for: how long the reader takes with a piece
/// does not count.
/// </summary>
internal sealed class ResponseDeadline : IDisposable
{
    private readonly TimeSpan _stall;
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private TimeSpan _left;
    private long _waitingSince;

    /// <param name="first">Until the first piece.</param>
    /// <param name="stall">From one to the next.</param>
    public ResponseDeadline(TimeSpan first, TimeSpan stall, TimeProvider time, CancellationToken caller)
    {
        (_stall, _time, _caller, _left) = (stall, time, caller, first);
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
        Limit = first;
    }

    public CancellationToken Token => _either.Token;

    /// <summary>The limit that is in force.</summary>
    public TimeSpan Limit { get; private set; }

    public bool HasBegun { get; private set; }

    /// <summary>Whether time has run out, and not the caller gave up.</summary>
    public bool HasPassed => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Wait()
    {
        _waitingSince = _time.GetTimestamp();
        _timer.CancelAfter(_left);
    }

    /// <param name="isPiece">Whether what came is a part of the response, or only shows that the service lives.</param>
    public void Came(bool isPiece)
    {
        _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        HasBegun |= isPiece;
        (_left, Limit) = HasBegun ? (_stall, _stall) : (Remaining(), Limit);
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }

    private TimeSpan Remaining()
    {
        var remaining = _left - _time.GetElapsedTime(_waitingSince);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}

namespace LocalVoice.WebRtc.Sctp;

/// <summary>Tells the time that passed, every 50 ms while it runs and for some seconds after.</summary>
/// <param name="advance">One call at a time.</param>
internal sealed class SctpTimer(TimeProvider time, Action<TimeSpan> advance)
{
    /// <summary>A quarter of the shortest wait for an acknowledgement (200 ms).</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>usrsctp frees an association by timers, after it was closed.</summary>
    private static readonly TimeSpan Rests = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _last;
    private long? _restsSince;
    private bool _isRunning;

    public void Run()
    {
        lock (_gate)
        {
            _restsSince = null;
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
            _last = time.GetTimestamp();
            _timer ??= time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    public void Rest()
    {
        lock (_gate)
        {
            _restsSince = time.GetTimestamp();
        }
    }

    private void Tick()
    {
        // Whole milliseconds, so that none is lost to rounding.
        var elapsed = TimeSpan.FromMilliseconds((long)time.GetElapsedTime(_last).TotalMilliseconds);
        _last += (long)(elapsed.TotalSeconds * time.TimestampFrequency);
        advance(elapsed);
        lock (_gate)
        {
            _isRunning = _restsSince is not { } since || time.GetElapsedTime(since) < Rests;
            if (_isRunning)
            {
                _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }
}

namespace LocalVoice.Core.Responses;

/// <summary>
/// The client's playback position: starts with the first audio sent, advances with the wall clock, stops when no sent
/// audio is left, and is corrected by the client's reports. Thread-safe.
/// </summary>
internal sealed class PlaybackClock(TimeProvider time, int rateHz)
{
    private readonly Lock _lock = new();
    private long _sent;
    private double _played;
    private long _asOf;

    /// <summary>Samples handed to the transport.</summary>
    public long SentSamples
    {
        get
        {
            lock (_lock)
            {
                return _sent;
            }
        }
    }

    /// <summary>Samples played by now; never more than sent.</summary>
    public long PlayedSamples
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return (long)_played;
            }
        }
    }

    public void Sent(int samples)
    {
        lock (_lock)
        {
            Advance();
            _sent += samples;
        }
    }

    /// <summary>Sets the position that the client reports, whether ahead of or behind the estimate.</summary>
    public void Report(long sample)
    {
        lock (_lock)
        {
            _played = Math.Clamp(sample, 0, _sent);
            _asOf = time.GetTimestamp();
        }
    }

    /// <summary>Time until at most <paramref name="lead"/> of sent audio is unplayed.</summary>
    public TimeSpan UntilWithin(TimeSpan lead)
    {
        lock (_lock)
        {
            Advance();
            return TimeSpan.FromSeconds(((_sent - _played) / rateHz) - lead.TotalSeconds);
        }
    }

    private void Advance()
    {
        var now = time.GetTimestamp();
        if (_sent > 0)
        {
            _played = Math.Min(_sent, _played + (time.GetElapsedTime(_asOf, now).TotalSeconds * rateHz));
        }

        _asOf = now;
    }
}

namespace LocalVoice.Core.Responses;

/// <summary>
/// Where the client's playback is: it starts with the first audio sent, runs with the wall clock, stands still when it
/// has nothing left, and is corrected by what the client reports. Thread-safe.
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

    /// <summary>Samples played by now, never more than were sent.</summary>
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

    /// <summary>The client says how far it is. Later than we think counts, earlier too.</summary>
    public void Report(long sample)
    {
        lock (_lock)
        {
            _played = Math.Clamp(sample, 0, _sent);
            _asOf = time.GetTimestamp();
        }
    }

    /// <summary>How long until no more than <paramref name="lead"/> is sent but not played.</summary>
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

namespace LocalVoice.Core.Responses;

/// <summary>
/// The client's playback position in one item: starts with the first audio sent, once the item before has been played;
/// advances with the wall clock, stops when no sent audio is left, and is corrected by the client's reports. Thread-safe.
/// </summary>
internal sealed class PlaybackClock(TimeProvider time, int rateHz)
{
    private readonly Lock _lock = new();
    private PlaybackClock? _before;
    private long _sent;
    private double _played;
    private long _asOf;
    private long? _silentFrom;
    private bool _cut;
    private bool _paused;

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
                Advance(time.GetTimestamp());
                return (long)_played;
            }
        }
    }

    /// <summary>Since everything sent had been played, or was cut off; zero while something plays.</summary>
    public TimeSpan SilentFor
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                Advance(now);
                return _silentFrom is { } silent && silent < now ? time.GetElapsedTime(silent, now) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Before anything is sent: plays after this one. Null: at once.</summary>
    public void Follow(PlaybackClock? before)
    {
        lock (_lock)
        {
            _before = before;
        }
    }

    public void Sent(int samples)
    {
        lock (_lock)
        {
            Advance(time.GetTimestamp());
            _sent += samples;
            _silentFrom = samples > 0 && !_cut ? null : _silentFrom;
        }
    }

    /// <summary>Sets the position that the client reports, whether ahead of or behind the estimate.</summary>
    public void Report(long sample)
    {
        lock (_lock)
        {
            if (_cut)
            {
                return;
            }

            // Whoever plays this item has played those before.
            _before = null;
            _asOf = time.GetTimestamp();
            _played = Math.Clamp(sample, 0, _sent);
            _silentFrom = _played < _sent ? null : _asOf;
        }
    }

    /// <summary>The client stops where it is.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            Advance(time.GetTimestamp());
            _paused = true;
        }
    }

    /// <summary>The client goes on where it stopped.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            Advance(time.GetTimestamp());
            _paused = false;
        }
    }

    /// <summary>The client plays no more of it.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            Advance(now);
            _cut = true;
            _silentFrom ??= now;
        }
    }

    /// <summary>Time until at most <paramref name="lead"/> of sent audio is unplayed.</summary>
    public TimeSpan UntilWithin(TimeSpan lead)
    {
        lock (_lock)
        {
            Advance(time.GetTimestamp());
            return TimeSpan.FromSeconds(((_sent - _played) / rateHz) - lead.TotalSeconds);
        }
    }

    private void Advance(long now)
    {
        if (_cut)
        {
            return;
        }

        if (_paused)
        {
            _asOf = now;
            return;
        }

        var from = _asOf;
        if (_before is { } before)
        {
            if (before.SilentFrom(now) is not { } silent)
            {
                _asOf = now;
                return;
            }

            _before = null;
            from = Math.Max(from, silent);
        }

        _asOf = now;
        if (_played >= _sent)
        {
            _silentFrom ??= now;
            return;
        }

        var free = time.GetElapsedTime(from, now).TotalSeconds * rateHz;
        if (_played + free >= _sent)
        {
            _silentFrom = from + (long)((_sent - _played) / rateHz * time.TimestampFrequency);
            _played = _sent;
        }
        else
        {
            _played += free;
        }
    }

    /// <summary>When everything sent had been played; null while it has not.</summary>
    private long? SilentFrom(long now)
    {
        lock (_lock)
        {
            Advance(now);
            return _before is { } before ? before.SilentFrom(now) : _silentFrom;
        }
    }
}

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>
/// Notices a service that tells nothing of the audio that it is sent: the connection may seem whole, and its turns never end
/// (github.com/pipecat-ai/pipecat/issues/5735, 2026-09-13). Thread-safe.
/// </summary>
internal sealed class UpdateWatch : IDisposable
{
    private readonly Lock _sync = new();
    private readonly Updates _updates;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _untoldBytes;
    private long? _dueSince;

    /// <param name="onMissed">Called from a timer's thread.</param>
    private UpdateWatch(Updates updates, TimeProvider time, Action onMissed)
    {
        (_updates, _time) = (updates, time);
        _timer = time.CreateTimer(_ => Check(onMissed), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="updates">Null: nothing is watched.</param>
    /// <param name="onMissed">Called from a timer's thread.</param>
    public static UpdateWatch? Of(Updates? updates, TimeProvider time, Action onMissed) =>
        updates is null ? null : new(updates, time, onMissed);

    /// <summary>Audio has left.</summary>
    public void Sent(int bytes)
    {
        lock (_sync)
        {
            _untoldBytes += bytes;
            if (_dueSince is null && _untoldBytes >= _updates.AudioBytes)
            {
                _dueSince = _time.GetTimestamp();
                _timer.Change(_updates.Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>A message has come.</summary>
    public void Heard()
    {
        lock (_sync)
        {
            (_untoldBytes, _dueSince) = (0, null);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Check(Action onMissed)
    {
        lock (_sync)
        {
            if (_dueSince is not { } since)
            {
                return;
            }

            var left = _updates.Patience - _time.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        onMissed();
    }
}

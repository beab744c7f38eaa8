using System.Runtime.InteropServices;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>
/// Playback of one response by a client without a buffer: each frame starts when it has arrived and the previous one
/// has ended. Not thread-safe.
/// </summary>
internal sealed class ResponsePlayback(TimeProvider time, int ordinal)
{
    // Rounding of timestamps is no gap.
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(1);

    private readonly List<short> _samples = [];
    private readonly List<(int FirstSample, long PlayedAt)> _frames = [];
    private int _rateHz;
    private long? _pausedAt;

    public int Ordinal => ordinal;

    /// <summary>Arrival of the first frame.</summary>
    public long FirstArrival { get; private set; }

    /// <summary>When the last received sample ends.</summary>
    public long EndsAt { get; private set; }

    /// <summary>What the ear misses between the first sample and the last: each time, how long it heard nothing.</summary>
    public IEnumerable<TimeSpan> Gaps =>
        _frames
            .Zip(_frames.Skip(1))
            .Select(pair =>
                time.GetElapsedTime(
                    time.After(pair.First.PlayedAt, Span(pair.Second.FirstSample - pair.First.FirstSample)),
                    pair.Second.PlayedAt
                )
            )
            .Where(gap => gap >= Noticed);

    public bool IsEmpty => _samples.Count == 0;

    public Recording Recording => new(_samples.ToArray(), Math.Max(_rateHz, 1));

    public void Add(ResponseAudio audio)
    {
        if (IsEmpty)
        {
            (_rateHz, FirstArrival, EndsAt) = (audio.SampleRateHz, audio.Timestamp, audio.Timestamp);
        }

        var playedAt = Math.Max(EndsAt, audio.Timestamp);
        _frames.Add((_samples.Count, playedAt));
        _samples.AddRange(audio.Samples.Span);
        EndsAt = time.After(playedAt, Span(audio.Samples.Length));
    }

    /// <summary>Discards the frames not played at <paramref name="now"/>.</summary>
    public void Flush(long now)
    {
        var heard = (int)PositionAt(now);
        _samples.RemoveRange(heard, _samples.Count - heard);
        _frames.RemoveAll(frame => frame.FirstSample >= heard);
        EndsAt = Math.Min(EndsAt, now);
    }

    /// <summary>The voice stops where it is at <paramref name="now"/>, until <see cref="Resume"/>.</summary>
    public void Pause(long now) => _pausedAt ??= now;

    /// <summary>What was not played when the voice stopped is played from <paramref name="now"/> on.</summary>
    public void Resume(long now)
    {
        if (_pausedAt is not { } paused)
        {
            return;
        }

        var position = (int)PositionAt(paused);
        _pausedAt = null;
        if (position == _samples.Count)
        {
            return;
        }

        var next = _frames.FindIndex(frame => frame.FirstSample > position);
        var rest = _frames.GetRange(next < 0 ? _frames.Count : next, next < 0 ? 0 : _frames.Count - next);
        _frames.RemoveAll(frame => frame.FirstSample >= position);
        _frames.Add((position, now));
        _frames.AddRange(rest);
        for (var i = _frames.Count - rest.Count; i < _frames.Count; i++)
        {
            var before = _frames[i - 1];
            _frames[i] = _frames[i] with { PlayedAt = time.After(before.PlayedAt, Span(_frames[i].FirstSample - before.FirstSample)) };
        }

        EndsAt = time.After(_frames[^1].PlayedAt, Span(_samples.Count - _frames[^1].FirstSample));
    }

    /// <summary>Samples played at <paramref name="now"/>.</summary>
    public long PositionAt(long now)
    {
        now = Math.Min(now, _pausedAt ?? now);
        var last = _frames.FindLastIndex(frame => frame.PlayedAt <= now);
        if (last < 0)
        {
            return 0;
        }

        var end = last + 1 < _frames.Count ? _frames[last + 1].FirstSample : _samples.Count;
        var played = (long)(time.GetElapsedTime(_frames[last].PlayedAt, now).TotalSeconds * _rateHz);
        return Math.Min(end, _frames[last].FirstSample + played);
    }

    /// <summary>Playback time of the first voiced frame (see <see cref="VoiceOnset"/>); null for silence.</summary>
    public long? FirstVoicedAt()
    {
        if (VoiceOnset.First(CollectionsMarshal.AsSpan(_samples), Math.Max(_rateHz, 1)) is not { } onset)
        {
            return null;
        }

        var (first, playedAt) = _frames.FindLast(frame => frame.FirstSample <= onset);
        return time.After(playedAt, Span(onset - first));
    }

    private TimeSpan Span(int samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / _rateHz);
}

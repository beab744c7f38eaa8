using System.Runtime.InteropServices;
using LocalVoice.Client;

namespace LocalVoice.Bench.Transport.Echo;

/// <summary>
/// Tells when voice begins at an ear without a buffer: a voiced 10 ms frame after a silence. Not thread-safe.
/// </summary>
/// <param name="silence">That is before a beginning; speech has pauses of its own.</param>
internal sealed class EchoOnsets(TimeSpan silence, TimeProvider time)
{
    private const int FramesPerSecond = 100;
    private readonly List<short> _waiting = [];
    private TimeSpan _silent;
    private long _end;

    /// <returns>When voice begins in it, as it is played; null where it does not.</returns>
    public long? Hear(ResponseAudio audio)
    {
        var playedAt = Math.Max(_end, audio.Timestamp);
        var frame = audio.SampleRateHz / FramesPerSecond;
        long? onset = null;
        _silent += playedAt > _end ? time.GetElapsedTime(_end, playedAt) : TimeSpan.Zero;
        var before = TimeSpan.FromSeconds((double)_waiting.Count / audio.SampleRateHz);
        _end = time.After(playedAt, TimeSpan.FromSeconds((double)audio.Samples.Length / audio.SampleRateHz));
        _waiting.AddRange(audio.Samples.Span);
        var at = 0;
        for (; at + frame <= _waiting.Count; at += frame)
        {
            if (VoiceOnset.First(CollectionsMarshal.AsSpan(_waiting).Slice(at, frame), audio.SampleRateHz) is null)
            {
                _silent += TimeSpan.FromSeconds(1.0 / FramesPerSecond);
                continue;
            }

            if (_silent >= silence)
            {
                onset ??= time.After(playedAt, TimeSpan.FromSeconds((double)at / audio.SampleRateHz) - before);
            }

            _silent = TimeSpan.Zero;
        }

        _waiting.RemoveRange(0, at);
        return onset;
    }
}

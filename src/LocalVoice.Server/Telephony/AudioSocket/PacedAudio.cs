using System.Threading.Channels;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// The agent's audio on its way to a line that plays what comes at once: a frame every 20 ms by the clock, so that what was taken was
/// played. One producer, one consumer; what is flushed or cancelled is never taken.
/// </summary>
/// <param name="fillsGaps">Whether a frame is also due where there is no audio.</param>
internal sealed class PacedAudio(TimeProvider time, bool fillsGaps = false)
{
    /// <summary>Length of a frame, the session's longest.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>Twice what a session sends ahead.</summary>
    private const int WaitingFrames = 30;

    /// <summary>A consumer that is later than this does not make up for it: it was idle, or the line would get a burst.</summary>
    private static readonly TimeSpan MostLate = 5 * Frame;

    private readonly Channel<ResponseAudio> _frames = Channel.CreateBounded<ResponseAudio>(WaitingFrames);
    private volatile bool _paused;
    private long _next;

    /// <summary>Waits while there is no room.</summary>
    public ValueTask AddAsync(ResponseAudio audio, CancellationToken over) => _frames.Writer.WriteAsync(audio, over);

    public void Flush()
    {
        while (_frames.Reader.TryRead(out _)) { }
    }

    public void Pause() => _paused = true;

    public void GoOn() => _paused = false;

    /// <summary>Waits for the next frame, and until it is due.</summary>
    /// <returns>Null for one without audio, where gaps are filled.</returns>
    public async Task<ResponseAudio?> TakeAsync(CancellationToken over)
    {
        while (true)
        {
            if (!fillsGaps)
            {
                await _frames.Reader.WaitToReadAsync(over);
            }

            await UntilDueAsync(over);
            var audio = _paused ? null : TakeWaiting();
            if (audio is not null || _paused || fillsGaps)
            {
                _next += Ticks(Frame);
            }

            if (audio is not null || fillsGaps)
            {
                return audio;
            }
        }
    }

    private ResponseAudio? TakeWaiting()
    {
        while (_frames.Reader.TryRead(out var audio))
        {
            if (!audio.Cancelled.IsCancellationRequested && !audio.Samples.IsEmpty)
            {
                return audio;
            }
        }

        return null;
    }

    private async Task UntilDueAsync(CancellationToken over)
    {
        var now = time.GetTimestamp();
        if (now - _next > Ticks(MostLate))
        {
            _next = now;
        }

        if (_next > now)
        {
            // A timer's resolution is a millisecond: a shorter wait would not wait at all.
            var wait = time.GetElapsedTime(now, _next);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, over);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}

namespace LocalVoice.WebRtc.Jitter;

/// <summary>
/// How much audio may still be made up for what a sender lost or left out: as much as time has passed, whatever its numbers and
/// timestamps say, or a few packets a second would give hours of it. Not thread-safe.
/// </summary>
internal sealed class MadeUpAudio(int clockHz)
{
    /// <summary>Beside the time that passes: of pauses and losses that arrive together, after a network has stood still.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private TimeSpan _left = Most;
    private TimeSpan _at;

    /// <returns>Samples of the stream's clock.</returns>
    public int Left(TimeSpan now)
    {
        _left = TimeSpan.FromTicks(Math.Min(Most.Ticks, (_left + now - _at).Ticks));
        _at = now;
        return (int)(_left.TotalSeconds * clockHz);
    }

    public void Take(int samples) => _left -= TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / clockHz);
}

namespace LocalVoice.WebRtc.Media;

/// <summary>Says which frames of a voice that has begun are due: one at once, then one every 20 ms. Not thread-safe.</summary>
/// <param name="frame">A frame's length.</param>
/// <param name="begun">When the voice began.</param>
internal struct FramePace(TimeSpan frame, TimeSpan begun)
{
    /// <summary>Frames that are sent together after a delay; beyond, the time is lost rather than the network flooded.</summary>
    public const int MostAtOnce = 3;

    // A timer may be early by its resolution; the frame would otherwise wait for the next tick.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(5);

    private long _next;

    /// <summary>Number of the first frame that is due; it grows by as many as are due, and by those that are left out.</summary>
    /// <param name="due">0…<see cref="MostAtOnce"/>.</param>
    public long Take(TimeSpan now, out int due)
    {
        var late = ((now - begun + Early).Ticks / frame.Ticks) + 1 - _next;
        due = (int)Math.Clamp(late, 0, MostAtOnce);
        _next += Math.Max(0, late);
        return _next - due;
    }
}

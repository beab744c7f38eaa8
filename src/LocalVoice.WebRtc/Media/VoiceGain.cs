namespace LocalVoice.WebRtc.Media;

/// <summary>The agent's volume. A change takes a frame, so that it makes no click. Set on any thread, applied by one.</summary>
internal sealed class VoiceGain
{
    private float _wanted = 1;
    private float _now = 1;

    /// <param name="db">0 is full volume; above is not.</param>
    public void Set(double db) => Volatile.Write(ref _wanted, (float)Math.Pow(10, Math.Min(db, 0) / 20));

    public void Apply(Span<short> frame)
    {
        var (from, to) = (_now, Volatile.Read(ref _wanted));
        _now = to;
        if (from == 1 && to == 1)
        {
            return;
        }

        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = (short)(frame[i] * (from + ((to - from) * (i + 1) / frame.Length)));
        }
    }
}

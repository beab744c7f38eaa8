namespace LocalVoice.Core.Turns.Echo;

/// <summary>Whether the agent talks to itself: turns that repeated what it said, one soon after the other. Not thread-safe.</summary>
internal sealed class EchoLoopGuard(EchoOptions options, TimeProvider time)
{
    private int _turns;
    private long _last;

    /// <summary>Whether a turn needs more speech than usual while the agent talks.</summary>
    public bool IsOn => _turns >= options.GuardAfter && time.GetElapsedTime(_last) < options.GuardFor;

    /// <summary>A turn's words repeated what the agent said.</summary>
    public void Repeated()
    {
        var now = time.GetTimestamp();
        _turns = time.GetElapsedTime(_last, now) < options.GuardFor ? _turns + 1 : 1;
        _last = now;
    }
}

namespace LocalVoice.WebRtc.Jitter;

/// <summary>What comes next of a stream.</summary>
/// <param name="PayloadBytes">Of the packet that was copied; 0 for none.</param>
/// <param name="ClockSamples">How long it is, in the stream's clock.</param>
public readonly record struct NextAudio(NextAudioKind Kind, int PayloadBytes, int ClockSamples)
{
    public static NextAudio Nothing => default;
}

/// <summary>How the next audio is come by.</summary>
public enum NextAudioKind
{
    /// <summary>There is none yet.</summary>
    Nothing,

    /// <summary>It is in the packet.</summary>
    Packet,

    /// <summary>Its packet is lost; the one copied comes after it, and may tell of it (RFC 6716, section 2.1.7).</summary>
    Recover,

    /// <summary>Its packet is lost, or its sender was silent: something takes its place.</summary>
    Conceal,
}

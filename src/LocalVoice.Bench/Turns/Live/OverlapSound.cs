using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>A sound over the agent's voice.</summary>
/// <param name="Name">What it is, for reports: its words or its kind, with its level.</param>
public sealed record OverlapSound(OverlapKind Kind, string Name, Recording Recording);

/// <summary>What a sound over the agent's voice is, and so what it should do.</summary>
public enum OverlapKind
{
    /// <summary>The user's words: the agent falls silent.</summary>
    Interruption,

    /// <summary>The user listens: the agent goes on.</summary>
    Backchannel,

    /// <summary>Nobody's words: the agent goes on.</summary>
    Noise,

    /// <summary>Somebody else, 15 dB or more below the user: the agent goes on.</summary>
    OtherVoice,
}

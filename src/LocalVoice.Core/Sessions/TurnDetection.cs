namespace LocalVoice.Core.Sessions;

/// <summary>How the end of a user's turn is detected (OpenAI's <c>turn_detection</c>).</summary>
public enum TurnDetectionMode
{
    /// <summary>The client commits turns.</summary>
    Manual,

    /// <summary>A fixed silence ends the turn.</summary>
    ServerVad,

    /// <summary>The required silence depends on the transcript.</summary>
    SemanticVad,
}

/// <summary>
/// How long <see cref="TurnDetectionMode.SemanticVad"/> waits at most: 8, 4 and 2 s (OpenAI's caps for low, medium
/// and high).
/// </summary>
public enum Eagerness
{
    /// <summary>As <see cref="Medium"/>.</summary>
    Auto,
    Low,
    Medium,
    High,
}

/// <summary>When a user's turn begins and ends, and what follows.</summary>
public sealed record TurnDetection
{
    public TurnDetectionMode Mode { get; init; } = TurnDetectionMode.SemanticVad;

    public Eagerness Eagerness { get; init; }

    /// <summary>Probability at which speech starts, 0…1. Default 0.5 (OpenAI's and Silero's).</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Pre-roll: audio kept from before the onset. Default 300 ms (OpenAI's).</summary>
    public TimeSpan PrefixPadding { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Silence of <see cref="TurnDetectionMode.ServerVad"/>, counted from the last voiced sample. Default 500 ms
    /// (OpenAI's).
    /// </summary>
    public TimeSpan SilenceDuration { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Time after the agent was heard out in which the user says nothing, and after which it asks whether they are there; null: it does
    /// not ask.
    /// </summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether the end of a turn starts a response.</summary>
    public bool CreateResponse { get; init; } = true;

    /// <summary>Whether speech during a response may cancel it (barge-in).</summary>
    public bool InterruptResponse { get; init; } = true;

    public static TurnDetection Manual { get; } = new() { Mode = TurnDetectionMode.Manual };

    public static TurnDetection Server(TimeSpan silence) => new() { Mode = TurnDetectionMode.ServerVad, SilenceDuration = silence };

    public static TurnDetection Semantic(Eagerness eagerness) => new() { Mode = TurnDetectionMode.SemanticVad, Eagerness = eagerness };
}

namespace LocalVoice.Core.Sessions;

/// <summary>How the end of a user's turn is found (OpenAI's <c>turn_detection</c>).</summary>
public enum TurnDetectionMode
{
    /// <summary>The client commits.</summary>
    Manual,

    /// <summary>A fixed silence ends the turn.</summary>
    ServerVad,

    /// <summary>The silence that is waited for depends on what was said.</summary>
    SemanticVad,
}

/// <summary>How soon <see cref="TurnDetectionMode.SemanticVad"/> gives up waiting: hard caps of 8, 4 and 2 s.</summary>
public enum Eagerness
{
    /// <summary>As <see cref="Medium"/>.</summary>
    Auto,
    Low,
    Medium,
    High,
}

/// <summary>When the user's turn begins and ends, and what happens then.</summary>
public sealed record TurnDetection
{
    public TurnDetectionMode Mode { get; init; } = TurnDetectionMode.SemanticVad;

    public Eagerness Eagerness { get; init; }

    /// <summary>Probability at which speech starts, 0…1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Audio kept from before the onset.</summary>
    public TimeSpan PrefixPadding { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The silence of <see cref="TurnDetectionMode.ServerVad"/>, counted from the last voiced sample.</summary>
    public TimeSpan SilenceDuration { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the end of a turn starts a response.</summary>
    public bool CreateResponse { get; init; } = true;

    /// <summary>Whether speech during a response may cancel it.</summary>
    public bool InterruptResponse { get; init; } = true;

    public static TurnDetection Manual { get; } = new() { Mode = TurnDetectionMode.Manual };

    public static TurnDetection Server(TimeSpan silence) => new() { Mode = TurnDetectionMode.ServerVad, SilenceDuration = silence };

    public static TurnDetection Semantic(Eagerness eagerness) => new() { Mode = TurnDetectionMode.SemanticVad, Eagerness = eagerness };
}

using LocalVoice.Audio;

namespace LocalVoice.Core.Sessions;

/// <summary>Everything a session runs by. Immutable: an update is a new value, in force from the next event on.</summary>
public sealed record SessionSettings
{
    /// <summary>What the client sends.</summary>
    public AudioFormat InputFormat { get; init; } = new(AudioEncoding.Pcm16, 24_000);

    /// <summary>What the client wants to hear.</summary>
    public AudioFormat OutputFormat { get; init; } = new(AudioEncoding.Pcm16, 24_000);

    /// <summary>The user's language, also the agent's: <c>es</c>, <c>ca</c>, <c>ca-valencia</c>, <c>en</c> ….</summary>
    public string Language { get; init; } = "es";

    /// <summary>The system message; empty for none.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Null for the synthesizer's default voice.</summary>
    public string? Voice { get; init; }

    /// <summary>1 is normal, 0.25…4.</summary>
    public double Speed { get; init; } = 1;

    public TurnDetection TurnDetection { get; init; } = TurnDetection.Semantic(Eagerness.Auto);

    /// <summary>Whether the client gets the user's words as events.</summary>
    public bool Transcribe { get; init; } = true;

    /// <summary>False when the client only wants to read the response.</summary>
    public bool Speak { get; init; } = true;

    /// <summary>Null for the model's own limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Names and terms that the recogniser should expect.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];

    public PipelineMode Pipeline { get; init; } = PipelineMode.Parallel;

    /// <summary>Whether work starts in the silence before the turn is decided.</summary>
    public bool Speculate { get; init; } = true;

    /// <summary>
    /// Whether the client speaks our extensions: it gets interim transcripts, timelines and ducking, and is sent audio
    /// at most 300 ms ahead of what it plays.
    /// </summary>
    public bool Extensions { get; init; }
}

/// <summary>How the stages are wired.</summary>
public enum PipelineMode
{
    /// <summary>Every stage starts on the first piece of the one before.</summary>
    Parallel,

    /// <summary>Every stage waits for the whole of the one before: the baseline that latency is compared with.</summary>
    Sequential,
}

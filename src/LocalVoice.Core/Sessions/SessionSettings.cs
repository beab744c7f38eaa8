using LocalVoice.Audio;
using LocalVoice.Chat;
using LocalVoice.Tools;

namespace LocalVoice.Core.Sessions;

/// <summary>All settings of a session. Immutable: an update is a new value, in force from the next event on.</summary>
public sealed record SessionSettings
{
    /// <summary>Format of the client's audio. OpenAI's default is 24 kHz PCM16.</summary>
    public AudioFormat InputFormat { get; init; } = new(AudioEncoding.Pcm16, 24_000);

    /// <summary>Format of the agent's audio. OpenAI's default is 24 kHz PCM16.</summary>
    public AudioFormat OutputFormat { get; init; } = new(AudioEncoding.Pcm16, 24_000);

    /// <summary>Language of the user and the agent: <c>es</c>, <c>ca</c>, <c>ca-valencia</c>, <c>en</c> ….</summary>
    public string Language { get; init; } = "es";

    /// <summary>The system message; empty for none.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>What the agent says when the session begins; empty for nothing.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>What the agent says where it calls a function without a word; empty for nothing.</summary>
    public string Filler { get; init; } = "";

    /// <summary>The functions that the agent may call.</summary>
    public ToolSet Tools { get; init; } = ToolSet.Empty;

    /// <summary>Null for the synthesizer's default voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Speed factor; 1 is normal, 0.25…4.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The backend of each stage.</summary>
    public StageNames Stages { get; init; } = StageNames.AllLocal;

    public TurnDetection TurnDetection { get; init; } = TurnDetection.Semantic(Eagerness.Auto);

    /// <summary>Whether the user's transcripts are sent as events.</summary>
    public bool Transcribe { get; init; } = true;

    /// <summary>False for text-only responses.</summary>
    public bool Speak { get; init; } = true;

    /// <summary>Null for the model's own limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>What becomes of a conversation that is too long for the language model.</summary>
    public Truncation Truncation { get; init; } = Truncation.Auto;

    /// <summary>Names and terms that bias the recogniser.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];

    public PipelineMode Pipeline { get; init; } = PipelineMode.Parallel;

    /// <summary>Whether work starts in the silence before the turn is decided.</summary>
    public bool Speculate { get; init; } = true;

    /// <summary>
    /// Whether the client supports our extensions: it gets interim transcripts, timelines and ducking, and audio is
    /// sent at most 300 ms ahead of its playback.
    /// </summary>
    public bool Extensions { get; init; }
}

/// <summary>How the stages are connected.</summary>
public enum PipelineMode
{
    /// <summary>Every stage starts on the first item of the one before.</summary>
    Parallel,

    /// <summary>Every stage waits for the complete output of the one before: the baseline of the latency comparison.</summary>
    Sequential,
}

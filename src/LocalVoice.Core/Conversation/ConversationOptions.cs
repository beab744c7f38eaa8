using LocalVoice.Configuration;

namespace LocalVoice.Core.Conversation;

/// <summary>
/// The most that a session says at once and keeps of its conversation. A client's command beyond it is refused; for what is
/// spoken, the oldest items are dropped. Sizes in bytes of UTF-8. The defaults exceed what a local model's context holds.
/// </summary>
public sealed record ConversationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Pipeline:Conversation";

    /// <summary>Text of one item that a client adds, 1 KiB…1 MiB. Default 100 KiB.</summary>
    [Within(1024, 1024 * 1024)]
    public int MaxItemBytes { get; init; } = 100 * 1024;

    /// <summary>Text of all items, 1 KiB…16 MiB. Default 1 MiB.</summary>
    [Within(1024, 16 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Number of items, 2…10000. Default 1000.</summary>
    [Within(2, 10_000)]
    public int MaxItems { get; init; } = 1000;

    /// <summary>Instructions of the session or of one response, 1 KiB…1 MiB. Default 64 KiB.</summary>
    [Within(1024, 1024 * 1024)]
    public int MaxInstructionsBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// Length of speech, estimated from the text, after which a response ends with its sentence, 5 s…1 h; it is complete then.
    /// A client that limits output tokens gets as many as it asks for. Default 30 s: who wants more asks on.
    /// </summary>
    [Within("00:00:05", "01:00:00")]
    public TimeSpan MaxSpeech { get; init; } = TimeSpan.FromSeconds(30);
}

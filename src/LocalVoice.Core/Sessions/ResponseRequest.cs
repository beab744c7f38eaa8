using LocalVoice.Audio;
using LocalVoice.Chat;
using LocalVoice.Tools;

namespace LocalVoice.Core.Sessions;

/// <summary>Per-response overrides of the session's settings. Null: as in the session.</summary>
public sealed record ResponseRequest
{
    public string? Instructions { get; init; }

    public string? Voice { get; init; }

    public int? MaxOutputTokens { get; init; }

    public bool? Speak { get; init; }

    public AudioFormat? OutputFormat { get; init; }

    public ToolSet? Tools { get; init; }

    /// <summary>What it responds to, instead of the conversation: items, and <see cref="ItemReference"/>s to the conversation's.</summary>
    public IReadOnlyList<ConversationItem>? Input { get; init; }

    /// <summary>Whether it is no part of the conversation, and may run beside another.</summary>
    public bool OutOfBand { get; init; }

    /// <summary>How many responses in a row it follows that called tools of other servers; 0 for a client's.</summary>
    public int ToolRounds { get; init; }

    /// <summary>Echoed in the response's events.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

using LocalVoice.Chat;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>All inputs of a response; immutable once its stages run.</summary>
/// <param name="ConversationId">Identifies the sequence in the language model's cache.</param>
internal sealed record ResponsePlan(
    string ResponseId,
    string ItemId,
    string ConversationId,
    SessionSettings Settings,
    VoiceEngines Engines,
    TurnRecorder Recorder
)
{
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>What it says; null: the language model decides.</summary>
    public string? Text { get; init; }

    /// <summary>The system message; empty for none.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Whether it was begun before the turn was decided.</summary>
    public bool Speculative { get; init; }

    /// <summary>The functions that it may call.</summary>
    public ToolSet Tools { get; init; } = ToolSet.Empty;

    /// <summary>What was asked for.</summary>
    public ResponseRequest Request { get; init; } = new();

    /// <summary>What it responds to, instead of the conversation; null for that.</summary>
    public IReadOnlyList<ConversationItem>? Input { get; init; }

    /// <summary>Whether it is no part of the conversation.</summary>
    public bool OutOfBand { get; init; }

    /// <summary>Null when nobody asks how likely the user's message ends where it does.</summary>
    public MessageEnd? MessageEnd { get; init; }

    public int? MaxOutputTokens { get; init; }

    /// <summary>Length at which the response ends with its sentence; null for no limit.</summary>
    public TimeSpan? MaxSpeech { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>All inputs of a response; immutable once it starts.</summary>
/// <param name="ConversationId">Identifies the sequence in the language model's cache.</param>
/// <param name="Speculative">Whether the turn is not decided yet.</param>
internal sealed record ResponsePlan(
    string ResponseId,
    string ItemId,
    string ConversationId,
    IReadOnlyList<ChatMessage> Messages,
    SessionSettings Settings,
    bool Speculative,
    TurnRecorder Recorder
)
{
    public int? MaxOutputTokens { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

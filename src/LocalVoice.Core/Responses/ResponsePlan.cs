using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>Everything that a response is made from; fixed when it begins.</summary>
/// <param name="ConversationId">Names the sequence in the language model's cache.</param>
/// <param name="Speculative">Whether the turn is still a guess.</param>
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

using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>How a response's stages ended.</summary>
/// <param name="Text">All text sent to the client.</param>
internal sealed record ResponseResult(ResponseOutcome Outcome, string Text, ResponseUsage Usage)
{
    /// <summary>Of a response that was cancelled before its stages ran.</summary>
    public static ResponseResult Cancelled(ResponseEndReason reason) => new(new(ResponseStatus.Cancelled, reason), "", ResponseUsage.None);

    /// <inheritdoc cref="LlmStage.DroppedSystemMessages"/>
    public int DroppedSystemMessages { get; init; }

    /// <summary>The functions that the model calls.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];

    /// <summary>Null when no stage failed.</summary>
    public StageFailure? Failure { get; init; }
}

using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>How an answer's stages ended.</summary>
/// <param name="Text">Everything that was sent to the client as text.</param>
internal sealed record AnswerResult(ResponseOutcome Outcome, string Text, ResponseUsage Usage);

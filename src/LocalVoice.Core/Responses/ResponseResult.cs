using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>How a response's stages ended.</summary>
/// <param name="Text">Everything that was sent to the client as text.</param>
internal sealed record ResponseResult(ResponseOutcome Outcome, string Text, ResponseUsage Usage);

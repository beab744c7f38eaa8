namespace LocalVoice.Core.Responses;

/// <summary>All stages of a response have stopped.</summary>
internal sealed record ResponseStopped(Response Response, ResponseResult Result);

namespace LocalVoice.Core.Responses;

/// <summary>Posted when all stages of a response have stopped.</summary>
internal sealed record ResponseStopped(Response Response, ResponseResult Result);

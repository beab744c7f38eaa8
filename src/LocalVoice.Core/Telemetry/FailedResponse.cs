using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Telemetry;

/// <summary>A response that failed.</summary>
/// <param name="Stage">Where: <c>llm</c>, <c>clauses</c>, <c>tts</c>, <c>barrier</c>, <c>playback</c> or <c>pipeline</c>.</param>
/// <param name="Elapsed">Time since the language model was asked.</param>
/// <param name="Speculative">Whether it was begun before its turn was decided: its client may never have heard of it.</param>
internal sealed record FailedResponse(
    string ResponseId,
    string ItemId,
    string Stage,
    Exception Exception,
    TimeSpan Elapsed,
    ResponseUsage Usage,
    bool Speculative
);

using LocalVoice.Core.Tools;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Telemetry;

/// <summary>
/// What a client is told of a failure. An exception's own message may have paths, addresses and words of a backend's: the
/// client gets the id under which the log has it, unless the message was written for it.
/// </summary>
/// <param name="Code">For programs; stable.</param>
internal sealed record ClientFailure(string Code, string Message)
{
    /// <param name="stage">As in <see cref="FailedResponse.Stage"/>.</param>
    public static ClientFailure OfResponse(string responseId, string stage, Exception failure) =>
        Of("response_failed", Subject(stage), responseId, failure);

    public static ClientFailure OfTranscription(string itemId, Exception failure) =>
        Of("transcription_failed", "The speech recogniser", itemId, failure);

    private static ClientFailure Of(string code, string subject, string id, Exception failure) =>
        failure switch
        {
            RequestRefusedException => new("request_refused", failure.Message),
            ToolCallException => new("invalid_tool_call", failure.Message),
            EngineOverloadedException or BackendException { Fault: BackendFault.RateLimited or BackendFault.CircuitOpen } => new(
                "engine_overloaded",
                Sentence($"{subject} has too much to do; try again later", id)
            ),
            TimeoutException or OperationCanceledException or BackendException { Fault: BackendFault.Stalled } => new(
                "engine_timeout",
                Sentence($"{subject} took too long", id)
            ),
            _ => new(code, Sentence($"{subject} failed", id)),
        };

    private static string Sentence(string what, string id) => $"{what}. The server's log says more under {id}.";

    private static string Subject(string stage) =>
        stage switch
        {
            "llm" => "The language model",
            "tts" => "The speech synthesizer",
            _ => "The response",
        };
}

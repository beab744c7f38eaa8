using LocalVoice.Core.Tools;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// What a client is told of a failure. An exception's own message may have paths, addresses and words of a backend's: the client
/// gets the id under which the log has it, unless the message was written for it.
/// </summary>
internal sealed partial class ApiFailures(ILogger<ApiFailures> logger)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="Of(Exception, string, string, string)"/>
    public ApiException Of(Exception failure, HttpContext context) =>
        Of(failure, context.Request.Method, context.Request.Path, context.TraceIdentifier);

    /// <summary>Logs what is the server's own fault.</summary>
    /// <param name="path">What was asked for.</param>
    /// <param name="id">Under which the log has it.</param>
    public ApiException Of(Exception failure, string method, string path, string id)
    {
        switch (failure)
        {
            case ApiException told:
                return told;
            case ProtocolException wrong:
                return ApiException.Of(wrong);
            case BadHttpRequestException broken:
                return new(broken.StatusCode, "invalid_request", "The request's body is not what HTTP allows, or ended early.");
            case RequestRefusedException refused:
                return new(StatusCodes.Status400BadRequest, "request_refused", refused.Message);
        }

        Failed(method, path, id, failure.GetType().Name);
        FailedSensitive(failure, id);
        return failure switch
        {
            EngineOverloadedException => Overloaded(id, Soon),
            BackendException { Fault: BackendFault.RateLimited or BackendFault.CircuitOpen } backend => Overloaded(
                id,
                backend.RetryAfter ?? Soon
            ),
            TimeoutException or OperationCanceledException or BackendException { Fault: BackendFault.Stalled } => new(
                StatusCodes.Status504GatewayTimeout,
                "engine_timeout",
                $"The engine took too long. {Logged(id)}"
            ),
            ToolCallException => new(
                StatusCodes.Status500InternalServerError,
                "invalid_tool_call",
                $"The language model called a function in a way that its declaration forbids, twice. {Logged(id)}"
            ),
            EngineException => new(StatusCodes.Status500InternalServerError, "engine_failed", $"The engine failed. {Logged(id)}"),
            _ => new(StatusCodes.Status500InternalServerError, "internal_error", $"The server failed at this request. {Logged(id)}"),
        };
    }

    private static ApiException Overloaded(string id, TimeSpan wait) =>
        new(StatusCodes.Status503ServiceUnavailable, "engine_overloaded", $"The engine has too much to do; try again later. {Logged(id)}")
        {
            RetryAfter = wait,
        };

    private static string Logged(string id) => $"The server's log says more under {id}.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} failed ({Id}): {Kind}")]
    private partial void Failed(string method, string path, string id, string kind);

    [LoggerMessage(Level = LogLevel.Trace, Message = "{Id} failed")]
    private partial void FailedSensitive(Exception failure, string id);
}

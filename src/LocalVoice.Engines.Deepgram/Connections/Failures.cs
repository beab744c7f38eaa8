using System.Net;
using System.Net.WebSockets;
using System.Security.Authentication;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>
/// The service's failures in the words of the port. Messages name the service and its host, what happened and what to do.
/// </summary>
/// <param name="key">Taken out of whatever the service says.</param>
internal sealed class Failures(string host, string key)
{
    private string Service => $"Deepgram ({host})";

    /// <summary>The handshake or the request got another status than it should.</summary>
    /// <param name="said">Header <c>dg-error</c> or the body's message; may be empty.</param>
    public BackendException Refused(HttpStatusCode status, string? said, TimeSpan? retryAfter)
    {
        var text = ServiceText.Clean(said, key);
        var answer = text.Length == 0 ? $"{(int)status}" : $"{(int)status}: {text}";
        return (int)status switch
        {
            401 => new(BackendFault.Unauthorized, $"{Service} does not accept the key ({answer}). Check DEEPGRAM_API_KEY."),
            403 => new(
                BackendFault.Unauthorized,
                $"{Service} does not allow this with the key ({answer}). Check the key's scopes and the project's models."
            ),
            402 => new(BackendFault.PaymentRequired, $"{Service} asks for payment ({answer}). Add credit to the project."),
            429 => new(
                BackendFault.RateLimited,
                $"{Service} has too many connections or requests of this project ({answer}). Wait, or raise the project's limits.",
                retryAfter
            ),
            >= 500 => new(BackendFault.ServiceError, $"{Service} failed ({answer}). Try again; see its status page.", retryAfter),
            _ => new(BackendFault.Rejected, $"{Service} rejected the request ({answer}). Check the model and the options."),
        };
    }

    /// <summary>No answer to a handshake or a request came; a failure of the port within is passed on.</summary>
    public BackendException NotConnected(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case BackendException known:
                    return known;
                case AuthenticationException:
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return new(
                        BackendFault.Tls,
                        $"{Service}: the connection could not be secured ({cause.Message}) Check the server's certificate and the clock.",
                        inner: exception
                    );
                default:
                    break;
            }
        }

        return new(
            BackendFault.Unreachable,
            $"{Service} cannot be reached ({exception.GetBaseException().Message}). Check the address and the network.",
            inner: exception
        );
    }

    public BackendException NotConnectedWithin(TimeSpan timeout) =>
        new(BackendFault.Unreachable, $"{Service} did not connect within {Seconds(timeout)}. Check the network.");

    /// <param name="what">Was awaited: <c>a transcript</c>.</param>
    public BackendException Stalled(string what, TimeSpan timeout) =>
        new(BackendFault.Stalled, $"{Service} sent nothing for {Seconds(timeout)} while {what} was awaited. Check the network.");

    /// <summary>Audio is not taken as fast as it comes.</summary>
    public BackendException Congested() =>
        new(BackendFault.Stalled, $"{Service} does not take audio as fast as it comes. Check the network's upstream.");

    /// <param name="reason">Of the close frame: tells more than the status, which is 1011 for most.</param>
    public BackendException Closed(WebSocketCloseStatus? status, string? reason)
    {
        var text = ServiceText.Clean(reason, key);
        var how = $"{(status is null ? "without a farewell" : $"with {(int)status}")}{(text.Length == 0 ? "" : $": {text}")}";
        return Kind(text) switch
        {
            BackendFault.Rejected => new(BackendFault.Rejected, $"{Service} could not read what was sent; it closed {how}."),
            BackendFault.RateLimited => new(BackendFault.RateLimited, $"{Service} has had too much text of late; it closed {how}. Wait."),
            BackendFault.ServiceError => new(BackendFault.ServiceError, $"{Service} gave up; it closed {how}. Try again."),
            _ => new(BackendFault.Interrupted, $"{Service} closed the connection {how}. Try again."),
        };
    }

    public BackendException Lost(Exception exception) =>
        exception as BackendException
        ?? new(
            BackendFault.Interrupted,
            $"{Service}: the connection was lost ({exception.GetBaseException().Message}). Check the network.",
            inner: exception
        );

    /// <param name="what">Came instead of what the protocol allows.</param>
    public BackendException Malformed(string what, Exception? inner = null) =>
        new(BackendFault.Malformed, $"{Service} sent {what}. Check that the address is one of Deepgram's API.", inner: inner);

    /// <summary>A message of type <c>Error</c>.</summary>
    public BackendException Reported(string? code, string? description) =>
        new(BackendFault.ServiceError, $"{Service} reports an error: {ServiceText.Clean($"{code} {description}", key)}. Try again.");

    // developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors and the same of TTS: codes in the text, or
    // addresses such as dpgr.am/net0001.
    private static BackendFault Kind(string reason)
    {
        var code = reason.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return code.Contains("DATA0001", StringComparison.Ordinal) ? BackendFault.RateLimited
            : code.Contains("DATA0", StringComparison.Ordinal) || code.Contains("MESSAGE0", StringComparison.Ordinal)
                ? BackendFault.Rejected
            : code.Contains("BIG0", StringComparison.Ordinal) ? BackendFault.Rejected
            : code.Contains("NET0000", StringComparison.Ordinal) ? BackendFault.ServiceError
            : BackendFault.Interrupted;
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}

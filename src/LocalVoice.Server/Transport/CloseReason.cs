using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace LocalVoice.Server.Transport;

/// <summary>Why a connection ends.</summary>
/// <param name="Status">Null when the client is gone.</param>
/// <param name="Description">At most 123 bytes of UTF-8 (RFC 6455, 5.5).</param>
/// <param name="ErrorCode">Code of the <c>error</c> event sent before closing; null for none.</param>
/// <param name="Name">Of the member that makes it.</param>
internal sealed record CloseReason(
    WebSocketCloseStatus? Status,
    string Description,
    string? ErrorCode = null,
    [CallerMemberName] string Name = ""
)
{
    private const int DescriptionBytes = 123;

    /// <summary>Stands for the reason where a client's words, which a description may repeat, do not belong: <c>client_gone</c>.</summary>
    public string Code => JsonNamingPolicy.SnakeCaseLower.ConvertName(Name);

    /// <summary>
    /// The client broke the protocol, and its answer to the close is not read. To abort the connection at once would take the
    /// close from it.
    /// </summary>
    public bool IsViolation => this == ProtocolViolated || this == InvalidText;

    public static CloseReason ClientClosed { get; } = new(WebSocketCloseStatus.NormalClosure, "Goodbye.");

    public static CloseReason ClientGone { get; } = new(null, "The client is gone.");

    /// <summary>The socket has told it by its own close, 1002 or 1007.</summary>
    public static CloseReason ProtocolViolated { get; } = new(null, "The client broke the WebSocket protocol.");

    public static CloseReason InvalidText { get; } =
        new(WebSocketCloseStatus.InvalidPayloadData, "A text message ended within a character.");

    public static CloseReason SessionOver { get; } = new(WebSocketCloseStatus.NormalClosure, "The session is over.");

    public static CloseReason SessionFailed { get; } = new(WebSocketCloseStatus.InternalServerError, "The session failed.", "server_error");

    /// <summary>A call was ended by its address.</summary>
    public static CloseReason HungUp { get; } = new(WebSocketCloseStatus.NormalClosure, "The call was hung up.");

    /// <summary>Something failed before there was a session.</summary>
    public static CloseReason NotOpened { get; } = new(WebSocketCloseStatus.InternalServerError, "The session could not be opened.");

    public static CloseReason Expired { get; } =
        new(WebSocketCloseStatus.NormalClosure, "The session has reached its maximum duration.", "session_expired");

    public static CloseReason MessageOverdue { get; } =
        new(
            WebSocketCloseStatus.PolicyViolation,
            "A message did not arrive within LocalVoice:Connection:MessageTimeout. Send audio in smaller pieces.",
            "message_timeout"
        );

    public static CloseReason ServerStopping { get; } = new(WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down.");

    /// <summary>As <see cref="ServerStopping"/>, for a session that had not finished.</summary>
    public static CloseReason Cut { get; } =
        new(WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down and waits no longer.");

    /// <summary>The client asked for a session that cannot be.</summary>
    /// <param name="why">Cut where it is too long; the error event has all of it.</param>
    public static CloseReason InvalidRequest(string why) => new(WebSocketCloseStatus.PolicyViolation, Fitting(why));

    private static string Fitting(string text)
    {
        Span<byte> bytes = stackalloc byte[DescriptionBytes];
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: true, out var characters, out _, out _);
        return text[..characters];
    }
}

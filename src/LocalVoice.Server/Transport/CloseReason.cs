using System.Net.WebSockets;

namespace LocalVoice.Server.Transport;

/// <summary>Why a connection ends.</summary>
/// <param name="Status">Null when the client is gone.</param>
/// <param name="ErrorCode">Code of the <c>error</c> event sent before closing; null for none.</param>
internal sealed record CloseReason(WebSocketCloseStatus? Status, string Description, string? ErrorCode = null)
{
    public static CloseReason ClientClosed { get; } = new(WebSocketCloseStatus.NormalClosure, "Goodbye.");

    public static CloseReason ClientGone { get; } = new(null, "The client is gone.");

    public static CloseReason SessionOver { get; } = new(WebSocketCloseStatus.NormalClosure, "The session is over.");

    public static CloseReason SessionFailed { get; } = new(WebSocketCloseStatus.InternalServerError, "The session failed.", "server_error");

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
}

using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Transport;

/// <summary><c>GET /v1/realtime</c>: opens one session per WebSocket.</summary>
internal sealed class RealtimeEndpoint(
    IVoiceSessionFactory sessions,
    ProfileCatalog profiles,
    EngineReadiness readiness,
    IOptions<LocalVoiceOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RealtimeEndpoint> logger
)
{
    private readonly OriginPolicy _origins = new(options.Value.Connection.AllowedOrigins);

    public async Task HandleAsync(HttpContext context)
    {
        if (Refusal(context) is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsync(refusal.Text + "\n", context.RequestAborted);
            return;
        }

        var (framing, answer) = Subprotocols.Choose(context.WebSockets.WebSocketRequestedProtocols);
        var profile = profiles.Find(context.Request.Query["model"]);
        var connection = options.Value.Connection;
        var request = ConnectRequest.Parse(context.Request.Query, profile.Allowed);
        var state = new SessionState(profile, framing, request, time.GetUtcNow() + connection.SessionLifetime);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(answer);
        if (TryOpen(state) is not { } session)
        {
            await RefuseAsync(socket, context.RequestAborted);
            return;
        }

        logger.SessionOpened(session.Id, framing, profile.Name);
        await new RealtimeConnection(socket, session, state, framing, connection, time, logger).RunAsync(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
    }

    private (int Status, string Text)? Refusal(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return (
                StatusCodes.Status426UpgradeRequired,
                "This address speaks the OpenAI Realtime protocol over a WebSocket: connect with ws://, "
                    + $"subprotocol '{Subprotocols.Realtime}' or '{Subprotocols.LocalVoice}'."
            );
        }

        return !_origins.Allows(context.Request)
                ? (
                    StatusCodes.Status403Forbidden,
                    "Pages of this origin may not connect. The operator can allow it in LocalVoice:Connection:AllowedOrigins."
                )
            : !readiness.IsReady ? (StatusCodes.Status503ServiceUnavailable, "The models are not ready yet; /readyz tells when they are.")
            : null;
    }

    private IVoiceSession? TryOpen(SessionState state)
    {
        try
        {
            var session = sessions.Open(state.Proposed);
            state.Identify(session.Id);
            return session;
        }
        catch (Exception exception)
        {
            logger.SessionNotOpened(exception);
            return null;
        }
    }

    private static async Task RefuseAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var reason = CloseReason.SessionFailed;
        await socket.CloseOutputAsync(reason.Status!.Value, "The session could not be opened.", cancellationToken);
    }
}

/// <summary>Selects a subprotocol from those that the client offers.</summary>
internal static class Subprotocols
{
    public const string LocalVoice = "localvoice";
    public const string Realtime = "realtime";

    /// <summary>
    /// <c>localvoice</c> if offered, else <c>realtime</c>. Other offers (API keys and versions of stock clients) are
    /// ignored; a client that offers none gets none in the handshake.
    /// </summary>
    public static (Framing Framing, string? Answer) Choose(IList<string> offered) =>
        offered.Contains(LocalVoice) ? (Framing.LocalVoice, LocalVoice) : (Framing.Realtime, offered.Contains(Realtime) ? Realtime : null);
}

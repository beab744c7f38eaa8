using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Access;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Sessions;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Transport;

/// <summary><c>GET /v1/realtime</c>: opens one session per WebSocket.</summary>
internal sealed class RealtimeEndpoint(
    SessionDoor door,
    ProfileCatalog profiles,
    Refusals refusals,
    IOptions<LocalVoiceOptions> options,
    TimeProvider time,
    OpenSessions open,
    SessionRegister register,
    IMeterFactory meters,
    ILogger<RealtimeEndpoint> logger
)
{
    private const string NotOpened = "not_opened";
    private const string InvalidLanguage = "language";
    private const string InvalidSession = "session";

    private readonly SessionFailures _failures = new(meters, logger);

    public async Task HandleAsync(HttpContext context)
    {
        if ((WhyRefused(context) ?? await door.EnterAsync(context.RequestAborted)) is { } refusal)
        {
            await refusals.AnswerAsync(context, refusal);
            return;
        }

        var end = SessionEnd.ByItself;
        try
        {
            end = await ServeAsync(context);
        }
        finally
        {
            open.Leave(end);
        }
    }

    private async Task<SessionEnd> ServeAsync(HttpContext context)
    {
        var (framing, answer) = Subprotocols.Choose(context.WebSockets.WebSocketRequestedProtocols);
        var admission = context.Features.Get<Admission>();
        var profile = profiles.Find(admission?.Secret?.Model ?? context.Request.Query["model"]);
        var socket = await context.WebSockets.AcceptWebSocketAsync(answer);
        var reason = await TalkAsync(socket, context, framing, profile, admission);
        if (reason is { IsViolation: true } && context.Features.Get<IConnectionLifetimeFeature>() is { } network)
        {
            // Disposed, the socket would reset the connection, and take the close from the client.
            _ = EndAsync(network);
        }
        else
        {
            socket.Dispose();
        }

        return reason == CloseReason.ServerStopping ? SessionEnd.Whole
            : reason == CloseReason.Cut ? SessionEnd.Cut
            : SessionEnd.ByItself;
    }

    /// <returns>Why the session ended; null when there was none.</returns>
    private async Task<CloseReason?> TalkAsync(
        WebSocket socket,
        HttpContext context,
        Framing framing,
        SessionProfile profile,
        Admission? admission
    )
    {
        var (connection, secret) = (options.Value.Connection, admission?.Secret);
        IVoiceSession session;
        SessionState state;
        try
        {
            var request = ConnectRequest.Parse(context.Request.Query, profile.Allowed);
            request = secret?.Model is { } model ? request with { Model = model } : request;
            (session, state) = door.Open(profile, framing, request, secret?.Field ?? default, admission?.KeyName);
        }
        catch (Exception failure)
        {
            await RefuseAsync(socket, failure, isConfigured: secret is not null, context.RequestAborted);
            return null;
        }

        logger.SessionOpened(session.Id, framing, profile.Name, admission?.KeyName ?? "none");
        register.Opened(session.Id, CallerOf.Request(context), "websocket", profile.Name);
        var reason = await new RealtimeConnection(
            socket,
            session,
            state,
            framing,
            connection,
            open,
            Peer.Of(context),
            context.Abort,
            _failures,
            time,
            logger
        ).RunAsync(context.RequestAborted);
        register.Closed(session.Id, reason.Code);
        return reason;
    }

    /// <summary>The web server ends the connection once all is sent; one whose client does not read it ends here.</summary>
    private async Task EndAsync(IConnectionLifetimeFeature network)
    {
        await Task.Delay(TransportBudgets.CloseTimeout, time, network.ConnectionClosed)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        network.Abort();
    }

    private Refusal? WhyRefused(HttpContext context) => !context.WebSockets.IsWebSocketRequest ? Refusal.NoWebSocket : door.WhyNotReady;

    /// <summary>The client is told what it did wrong; what the server cannot do is in its log only.</summary>
    /// <param name="isConfigured">Whether the client's secret says how the session begins.</param>
    private Task RefuseAsync(WebSocket socket, Exception failure, bool isConfigured, CancellationToken clientGone)
    {
        var isLanguage = failure is ProtocolException { Param: ConnectRequest.LanguageParameter };
        var error = isLanguage || isConfigured ? failure as ProtocolException : null;
        var reason = error is null ? CloseReason.NotOpened : CloseReason.InvalidRequest(error.Message);
        if (error is null)
        {
            refusals.Count(NotOpened);
            logger.SessionNotOpened(failure, NotOpened, (int)reason.Status!);
        }
        else
        {
            refusals.Note(isLanguage ? InvalidLanguage : InvalidSession, (int)reason.Status!);
        }

        return new RefusedConnection(socket, time).EndAsync(reason, error, clientGone);
    }
}

internal static class RealtimeEndpointExtensions
{
    public static void MapRealtime(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(
                "/realtime",
                [HttpMethods.Get, HttpMethods.Connect],
                (HttpContext context, RealtimeEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .WithMetadata(new OpensSessions());
}

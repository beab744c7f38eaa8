using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Access;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
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
    Refusals refusals,
    IOptions<LocalVoiceOptions> options,
    IOptions<PipelineOptions> pipeline,
    TimeProvider time,
    OpenSessions open,
    SessionCapacity capacity,
    IMeterFactory meters,
    ILogger<RealtimeEndpoint> logger
)
{
    private const string NotOpened = "not_opened";

    private readonly SessionFailures _failures = new(meters, logger);
    private readonly OriginPolicy _origins = new(options.Value.Connection.AllowedOrigins);

    public async Task HandleAsync(HttpContext context)
    {
        if ((WhyRefused(context) ?? await WhyNotEnteredAsync(context.RequestAborted)) is { } refusal)
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
        var profile = profiles.Find(context.Request.Query["model"]);
        var connection = options.Value.Connection;
        var request = ConnectRequest.Parse(context.Request.Query, profile.Allowed);
        var state = new SessionState(profile, framing, request, pipeline.Value.Conversation, time.GetUtcNow() + connection.SessionLifetime);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(answer);
        if (TryOpen(state) is not { } session)
        {
            await RefuseAsync(socket, context.RequestAborted);
            return SessionEnd.ByItself;
        }

        logger.SessionOpened(session.Id, framing, profile.Name, context.Features.Get<Admission>()?.KeyName ?? "none");
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
        return reason == CloseReason.ServerStopping ? SessionEnd.Whole
            : reason == CloseReason.Cut ? SessionEnd.Cut
            : SessionEnd.ByItself;
    }

    private Refusal? WhyRefused(HttpContext context) =>
        !context.WebSockets.IsWebSocketRequest ? Refusal.NoWebSocket
        : !_origins.Allows(context.Request) ? Refusal.Origin
        : !readiness.IsReady ? Refusal.NotReady
        : null;

    /// <summary>Unless refused, the session counts from here on.</summary>
    private async Task<Refusal?> WhyNotEnteredAsync(CancellationToken cancellationToken)
    {
        await capacity.Known.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return open.Enter(capacity.Sessions) switch
        {
            Entry.Draining => Refusal.Draining,
            Entry.Full => Refusal.Full,
            _ => null,
        };
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
            refusals.Count(NotOpened);
            logger.SessionNotOpened(exception, NotOpened, (int)CloseReason.SessionFailed.Status!);
            return null;
        }
    }

    private static async Task RefuseAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var reason = CloseReason.SessionFailed;
        await socket.CloseOutputAsync(reason.Status!.Value, "The session could not be opened.", cancellationToken);
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

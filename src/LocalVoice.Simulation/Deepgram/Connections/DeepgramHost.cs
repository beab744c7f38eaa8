using System.Net.WebSockets;
using LocalVoice.Simulation.Deepgram.Handshakes;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Delays;
using LocalVoice.Simulation.Servers;
using LocalVoice.Simulation.Sockets;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.Deepgram.Connections;

/// <summary>Lets clients in, or not: key, query, faults of the handshake.</summary>
/// <param name="takeFault">Of the endpoint's next request or turn.</param>
internal sealed class DeepgramHost(
    DeepgramOptions options,
    DeepgramRequests requests,
    Func<DeepgramEndpoint, Fault> takeFault,
    TimeProvider time
)
{
    private readonly DelaySampler _delays = new(options.Delays, "deepgram", options.Seed);

    /// <param name="read">Reads the query; throws <see cref="RejectedException"/>.</param>
    /// <param name="run">Serves the connection until the client has gone.</param>
    public Task ServeSocketAsync<TSettings>(
        HttpContext context,
        DeepgramEndpoint endpoint,
        FaultWords words,
        Func<QueryReader, TSettings> read,
        Func<DeepgramConnection, TSettings, Task> run
    ) =>
        ServeAsync(
            context,
            endpoint,
            "handshake",
            async (log, requestId, fault) =>
            {
                var settings = read(new(context.Request.Query));
                var openedAt = time.GetTimestamp();
                using var socket = await AcceptAsync(context, log).ConfigureAwait(false);
                using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
                await using (var outbox = new Outbox(socket, words, () => _ = gone.CancelAsync(), time, context.RequestAborted))
                {
                    var turns = new TurnFaults(() => takeFault(endpoint), fault);
                    await run(
                            new(requestId, openedAt, socket, new(socket.Socket, gone.Token), outbox, turns, log, _delays, time, gone.Token),
                            settings
                        )
                        .ConfigureAwait(false);
                }

                await SayGoodbyeAsync(socket, context.RequestAborted).ConfigureAwait(false);
            }
        );

    public Task ServeProjectsAsync(HttpContext context) =>
        ServeAsync(
            context,
            DeepgramEndpoint.Projects,
            "check",
            async (log, _, _) =>
            {
                log.Answered(StatusCodes.Status200OK);
                var projects = new { projects = new[] { new { project_id = Guid.Empty.ToString(), name = "Simulation" } } };
                await context.Response.WriteAsJsonAsync(projects, context.RequestAborted).ConfigureAwait(false);
            }
        );

    private async Task ServeAsync(HttpContext context, DeepgramEndpoint endpoint, string step, Func<RequestLog, string, Fault, Task> serve)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["dg-request-id"] = requestId;
        var authorization = context.Request.Headers.Authorization.ToString();
        var log = requests.Begin(new(endpoint, context.Request.QueryString.Value ?? "", authorization.Length > 0, Status: 0));
        var fault = takeFault(endpoint);
        try
        {
            await Task.Delay(_delays.Draw(step), time, context.RequestAborted).ConfigureAwait(false);
            Refuse(fault, authorization);
            await serve(log, requestId, fault).ConfigureAwait(false);
        }
        catch (RejectedException rejected)
        {
            log.Answered(rejected.Rejection.Status);
            await rejected.Rejection.WriteAsync(context.Response, requestId).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
        finally
        {
            log.Ended();
        }
    }

    /// <summary>A key comes as <c>Token KEY</c>; access tokens come as <c>Bearer</c>, of which the simulation has none.</summary>
    private void Refuse(Fault fault, string authorization)
    {
        Rejection? rejection = fault.Kind switch
        {
            FaultKind.Unauthorized => Rejection.Unauthorized,
            FaultKind.PaymentRequired => Rejection.PaymentRequired,
            FaultKind.RateLimited => Rejection.TooManyRequests with { RetryAfter = fault.RetryAfter },
            FaultKind.ServerError => Rejection.Unavailable,
            _ when !authorization.Equals($"Token {options.Key}", StringComparison.OrdinalIgnoreCase) => Rejection.Unauthorized,
            _ => null,
        };
        if (rejection is not null)
        {
            throw new RejectedException(rejection);
        }
    }

    /// <summary>Answers the client's close, unless the service has closed itself.</summary>
    private static Task SayGoodbyeAsync(UpgradedSocket socket, CancellationToken cancellationToken) =>
        socket is { HasClosed: false, Socket.State: WebSocketState.CloseReceived }
            ? socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken)
            : Task.CompletedTask;

    private static Task<UpgradedSocket> AcceptAsync(HttpContext context, RequestLog log)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new RejectedException(Rejection.BadRequest("Bad Request: a WebSocket upgrade is required."));
        }

        log.Answered(StatusCodes.Status101SwitchingProtocols);
        return UpgradedSocket.AcceptAsync(context);
    }
}

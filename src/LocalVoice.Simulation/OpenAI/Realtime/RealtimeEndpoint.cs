using System.Net.WebSockets;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The handshake.</summary>
internal sealed class RealtimeEndpoint(SimulatedRealtimeOptions options)
{
    public const string Path = "/v1/realtime";

    private int _sessions;

    public FaultPlan Handshakes { get; } = new();

    public FaultPlan Faults { get; } = new();

    public RequestJournal Journal { get; } = new();

    public EventJournal Events { get; } = new();

    public Task ServeAsync(HttpContext context) =>
        Exchange.RunAsync(context, Journal, OpenAIErrors.Answer, left => AcceptAsync(context, left));

    private async Task AcceptAsync(HttpContext context, CancellationToken left)
    {
        Journal.Add(context.Request.Record(default));
        context.Request.RequireKey(options.ApiKey);
        var model = context.Request.Query["model"].ToString();
        if (Handshakes.Take().Refusal(options.ApiKey, model) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new RefusedException(new Refusal.Other("You must connect with a WebSocket."));
        }

        if (model.Length == 0)
        {
            throw new RefusedException(new Refusal.Missing("model"));
        }

        var protocol = context.WebSockets.WebSocketRequestedProtocols.Contains("realtime") ? "realtime" : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        using var sender = new EventSender(socket, options.Time);
        if (!options.Models.Contains(model))
        {
            await RefuseModelAsync(socket, sender, model, left).ConfigureAwait(false);
            return;
        }

        await ServeAsync(socket, sender, new(Interlocked.Increment(ref _sessions), model, options.Time), left).ConfigureAwait(false);
    }

    private async Task ServeAsync(WebSocket socket, EventSender sender, SessionSettings settings, CancellationToken left)
    {
        var responses = new ResponseQueue(options, Faults, sender, settings);
        var turns = new UserTurns(options, sender, settings, responses);
        var connection = new RealtimeConnection(socket, sender, settings, turns, responses, Events);
        try
        {
            await connection.RunAsync(left).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client left without a farewell, or the service broke off.
        }
        finally
        {
            if (await responses.AbandonAsync().ConfigureAwait(false))
            {
                Journal.AddCancelled();
            }
        }
    }

    private static async Task RefuseModelAsync(WebSocket socket, EventSender sender, string model, CancellationToken left)
    {
        // The code that users of the service saw in 2026.
        const WebSocketCloseStatus ModelNotFound = (WebSocketCloseStatus)4004;
        await sender
            .SendAsync(
                RealtimeErrors.Event($"The model `{model}` does not exist or you do not have access to it.", "model_not_found"),
                left
            )
            .ConfigureAwait(false);
        await socket.CloseAsync(ModelNotFound, "invalid_request_error.model_not_found", left).ConfigureAwait(false);
    }
}

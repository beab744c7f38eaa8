using System.Net.WebSockets;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary><c>GET /v1/telephony/twilio</c>: one call per WebSocket. A call that is refused gets the refusal's HTTP status.</summary>
internal sealed class TwilioEndpoint(PhoneCalls calls, Refusals refusals, IOptions<LocalVoiceOptions> options, TimeProvider time)
{
    private const string Kind = "twilio";

    private static readonly Refusal NoWebSocket = new(
        Refusal.NoWebSocket.Reason,
        Refusal.NoWebSocket.Status,
        Refusal.NoWebSocket.Code,
        "This address speaks the protocol of Twilio's Media Streams over a WebSocket: name it in <Connect><Stream url=\"wss://…\">."
    );

    public async Task HandleAsync(HttpContext context)
    {
        var refusal =
            !context.WebSockets.IsWebSocketRequest ? NoWebSocket
            : context.Features.Get<Admission>() is { Secret: not null } ? Refusal.SecretForSessionsOnly
            : await calls.EnterAsync(context.RequestAborted);
        if (refusal is not null)
        {
            await refusals.AnswerAsync(context, refusal);
            return;
        }

        CloseReason? end = null;
        try
        {
            end = await ServeAsync(context);
        }
        finally
        {
            calls.Leave(end);
        }
    }

    private async Task<CloseReason> ServeAsync(HttpContext context)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var line = new TwilioLine(socket, Peer.Of(context), context.Abort, options.Value.Connection, time);
        var (start, why) = await AwaitStartAsync(line, context.RequestAborted);
        if (start is not null)
        {
            var profile = start.Model ?? context.Request.Query["model"];
            return await calls.TalkAsync(line, profile, Kind, CallerOf.Request(context), context.RequestAborted);
        }

        await line.HangUpAsync(why);
        return why;
    }

    /// <returns>The stream that begins, or why none does.</returns>
    private async Task<(TwilioStart? Start, CloseReason Why)> AwaitStartAsync(TwilioLine line, CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(options.Value.Connection.MessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, gone);
        try
        {
            return (await line.AwaitStartAsync(either.Token), CloseReason.ClientClosed);
        }
        catch (ProtocolException violation)
        {
            refusals.Note("protocol", (int)WebSocketCloseStatus.PolicyViolation);
            return (null, CloseReason.InvalidRequest(violation.Message));
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException)
        {
            return (null, CloseReason.ClientGone);
        }
    }
}

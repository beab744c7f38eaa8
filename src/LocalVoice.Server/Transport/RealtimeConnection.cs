using System.Net.WebSockets;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Transport;

/// <summary>
/// A client connection: one loop reads messages, one converts session events to messages, one sends them. The first
/// to end stops the others; the session ends before the closing handshake begins. A server that drains lets the session
/// finish first.
/// </summary>
/// <param name="disconnect">Ends the network connection of a client that does not close, or does not read.</param>
internal sealed class RealtimeConnection(
    WebSocket socket,
    IVoiceSession session,
    SessionState state,
    Framing framing,
    ConnectionOptions options,
    OpenSessions server,
    Peer peer,
    Action disconnect,
    SessionFailures failures,
    TimeProvider time,
    ILogger logger
)
{
    private readonly Outbox _outbox = new();
    private readonly EventIds _ids = new();
    private readonly SessionEnding _ending = new(session, failures, time);

    /// <summary>Runs until the connection has ended; never throws.</summary>
    /// <param name="clientGone">Cancelled when the network connection is lost.</param>
    public async Task<CloseReason> RunAsync(CancellationToken clientGone)
    {
        using var over = new CancellationTokenSource();
        using var expiry = new CancellationTokenSource(options.SessionLifetime, time);
        await using var writer = new SocketWriter(socket, _outbox, options.SendTimeout, time);
        var writing = writer.RunAsync(clientGone);
        var telling = TellAsync(over.Token);
        using var reader = new MessageReader(socket, MessageLimits.From(options), session.Memory, peer, disconnect, time);
        var reading = ReadAsync(reader, over.Token);
        var told = WhyEndedAsync(telling, CloseReason.SessionOver);
        var finishing = FinishAsync(writer, over.Token);
        var reason = await await Task.WhenAny(
            told,
            WhyEndedAsync(reading, CloseReason.ClientClosed, told),
            WhyEndedAsync(writing, CloseReason.ClientGone),
            WhyEndedAsync(reader.Overdue, CloseReason.MessageOverdue),
            CancelledAsync(CloseReason.Expired, expiry.Token, over.Token),
            SessionEnding.HappenedAsync(CloseReason.Cut, server.Cut, over.Token),
            CancelledAsync(CloseReason.ClientGone, clientGone, over.Token)
        );
        if (reason == CloseReason.SessionOver && server.IsDraining)
        {
            reason = CloseReason.ServerStopping;
        }

        await over.CancelAsync();
        await _ending.EndAsync();
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        await FlushAsync(reason, writing, patience.Token);
        await CloseAsync(reason, reading, patience.Token);
        logger.SessionClosed(session.Id, reason.Description);
        return reason;
    }

    private async Task FinishAsync(SocketWriter writer, CancellationToken over)
    {
        await server.Draining.WaitAsync(over);
        writer.Hurry();
        await session.FinishAsync(over);
    }

    private async Task ReadAsync(MessageReader reader, CancellationToken over)
    {
        using var messages = new ClientMessages(session, state, framing, _outbox, _ids);
        while (await reader.ReadAsync(CancellationToken.None) is { Kind: not IncomingKind.Close } message)
        {
            try
            {
                if (!over.IsCancellationRequested)
                {
                    await reader.WhileAsync(messages.HandleAsync(message, over));
                }
            }
            catch (Exception) when (over.IsCancellationRequested)
            {
                // The remaining messages are read only to receive the client's close.
            }
        }
    }

    private async Task TellAsync(CancellationToken over)
    {
        using var batch = new EventBatch(_ids);
        IAudioFraming audio = framing == Framing.LocalVoice ? new BinaryAudioFraming() : new Base64AudioFraming();
        var writer = new SessionEventWriter(state, audio, state.HasExtensions, batch);
        writer.WriteCreated();
        await _outbox.SendAsync(batch, over);
        await foreach (var happening in session.Events.ReadAllAsync(over))
        {
            writer.Write(happening);
            await _outbox.SendAsync(batch, over);
        }
    }

    /// <param name="told">Completes with the session's own end, for a loop that found the session closed.</param>
    private async Task<CloseReason> WhyEndedAsync(Task loop, CloseReason reason, Task<CloseReason>? told = null)
    {
        try
        {
            await loop;
            return reason;
        }
        catch (ChannelClosedException) when (told is not null)
        {
            return await told;
        }
        catch (InvalidTextException)
        {
            return CloseReason.InvalidText;
        }
        catch (WebSocketException violation) when (violation.WebSocketErrorCode == WebSocketError.Faulted)
        {
            return CloseReason.ProtocolViolated;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ChannelClosedException)
        {
            return CloseReason.ClientGone;
        }
        catch (Exception exception)
        {
            _ending.NoteUnlessTold(exception);

            return CloseReason.SessionFailed;
        }
    }

    private static async Task<CloseReason> CancelledAsync(CloseReason reason, CancellationToken token, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, over);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return reason;
    }

    /// <summary>Sends queued messages and, for an error, the reason as an event. A client that does not read is disconnected.</summary>
    private async Task FlushAsync(CloseReason reason, Task writing, CancellationToken patience)
    {
        await using var givingUp = patience.Register(socket.Abort);
        if (reason.Status is null && !reason.IsViolation)
        {
            socket.Abort();
        }

        if (reason.ErrorCode is not null)
        {
            using var batch = new EventBatch(_ids);
            ErrorEvent.Write(batch, reason.ErrorCode, reason.Description, param: null, clientEventId: null);
            await _outbox.SendAsync(batch, patience).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _outbox.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CloseAsync(CloseReason reason, Task reading, CancellationToken patience)
    {
        try
        {
            if (socket.State is WebSocketState.CloseReceived)
            {
                // RFC 6455, 5.5.1: the answer to a close repeats its code. Of one without a code the socket says NormalClosure.
                await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, statusDescription: null, patience);
            }
            else if (socket.State is WebSocketState.Open && reason.Status is { } status)
            {
                await socket.CloseOutputAsync(status, reason.Description, patience);
            }

            await reading.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone.
        }

        if (socket.State is not WebSocketState.Closed && !reason.IsViolation)
        {
            disconnect();
            socket.Abort();
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

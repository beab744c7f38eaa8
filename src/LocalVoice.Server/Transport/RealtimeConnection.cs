using System.Net.WebSockets;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Transport;

/// <summary>
/// A client connection: one loop reads messages, one converts session events to messages, one sends them. The first
/// to end stops the others; the session ends before the closing handshake begins.
/// </summary>
internal sealed class RealtimeConnection(
    WebSocket socket,
    IVoiceSession session,
    SessionState state,
    Framing framing,
    ConnectionOptions options,
    SessionFailures failures,
    TimeProvider time,
    ILogger logger
)
{
    private readonly Outbox _outbox = new();
    private readonly EventIds _ids = new();
    private readonly long _opened = time.GetTimestamp();

    /// <summary>Runs until the connection has ended; never throws.</summary>
    /// <param name="clientGone">Cancelled when the network connection is lost.</param>
    public async Task RunAsync(CancellationToken clientGone, CancellationToken serverStopping)
    {
        using var over = new CancellationTokenSource();
        using var expiry = new CancellationTokenSource(options.SessionLifetime, time);
        var writing = new SocketWriter(socket, _outbox, options.SendTimeout, time).RunAsync();
        var telling = TellAsync(over.Token);
        var reading = ReadAsync(over.Token);
        var told = WhyEndedAsync(telling, CloseReason.SessionOver);
        var reason = await await Task.WhenAny(
            told,
            WhyEndedAsync(reading, CloseReason.ClientClosed, told),
            WhyEndedAsync(writing, CloseReason.ClientGone),
            CancelledAsync(CloseReason.Expired, expiry.Token, over.Token),
            CancelledAsync(CloseReason.ServerStopping, serverStopping, over.Token),
            CancelledAsync(CloseReason.ClientGone, clientGone, over.Token)
        );
        await over.CancelAsync();
        await EndSessionAsync();
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await FlushAsync(reason, writing);
        await CloseAsync(reason, reading);
        logger.SessionClosed(session.Id, reason.Description);
    }

    private async Task ReadAsync(CancellationToken over)
    {
        using var reader = new MessageReader(socket, options.MaxEventBytes, TransportBudgets.FrameBytes);
        using var messages = new ClientMessages(session, state, framing, _outbox, _ids);
        while (await reader.ReadAsync(CancellationToken.None) is { Kind: not IncomingKind.Close } message)
        {
            try
            {
                if (!over.IsCancellationRequested)
                {
                    await messages.HandleAsync(message, over);
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
        var writer = new SessionEventWriter(state, audio, extensions: framing == Framing.LocalVoice, batch);
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
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ChannelClosedException)
        {
            return CloseReason.ClientGone;
        }
        catch (Exception exception)
        {
            // A session that failed by itself has reported that.
            if (!session.Events.Completion.IsFaulted)
            {
                NoteFailure(exception);
            }

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

    private async Task EndSessionAsync()
    {
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception exception)
        {
            NoteFailure(exception);
        }
    }

    private void NoteFailure(Exception exception) => failures.OfSession(session.Id, exception, time.GetElapsedTime(_opened));

    /// <summary>Sends queued messages and, for an error, the reason as an event. A client that does not read is disconnected.</summary>
    private async Task FlushAsync(CloseReason reason, Task writing)
    {
        if (reason.Status is null)
        {
            socket.Abort();
        }

        if (reason.ErrorCode is not null)
        {
            using var batch = new EventBatch(_ids);
            ErrorEvent.Write(batch, reason.ErrorCode, reason.Description, param: null, clientEventId: null);
            await _outbox.SendAsync(batch, CancellationToken.None).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _outbox.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CloseAsync(CloseReason reason, Task reading)
    {
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        try
        {
            if (socket.State is WebSocketState.CloseReceived)
            {
                // RFC 6455, 5.5.1: the answer to a close repeats its code. Of one without a code the socket says NormalClosure.
                await socket.CloseOutputAsync(
                    socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure,
                    statusDescription: null,
                    patience.Token
                );
            }
            else if (socket.State is WebSocketState.Open && reason.Status is { } status)
            {
                await socket.CloseOutputAsync(status, reason.Description, patience.Token);
            }

            await reading.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone.
        }

        socket.Abort();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

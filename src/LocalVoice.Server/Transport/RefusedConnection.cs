using System.Net.WebSockets;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Transport;

/// <summary>A connection whose session was not opened: the client is told why, and the connection closed.</summary>
internal sealed class RefusedConnection(WebSocket socket, TimeProvider time)
{
    /// <summary>
    /// Sends the error and the close, and reads on until the client's close: data that nobody reads resets a connection,
    /// and the client may lose what it was told. Never throws; takes <see cref="TransportBudgets.CloseTimeout"/> at most.
    /// </summary>
    /// <param name="error">What the client did wrong; null for nothing.</param>
    /// <param name="clientGone">Cancelled when the network connection is lost.</param>
    public async Task EndAsync(CloseReason reason, ProtocolException? error, CancellationToken clientGone)
    {
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, clientGone);
        try
        {
            await Task.Delay(TransportBudgets.FirstEventPause, time, either.Token);
            if (error is not null)
            {
                await TellAsync(error, either.Token);
            }

            await socket.CloseOutputAsync(reason.Status!.Value, reason.Description, either.Token);
            var unread = new byte[1024];
            while ((await socket.ReceiveAsync(unread, either.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client is gone, or does not read or close.
        }
    }

    private async Task TellAsync(ProtocolException error, CancellationToken cancellationToken)
    {
        using var batch = new EventBatch(new EventIds());
        ErrorEvent.Write(batch, error, clientEventId: null);
        foreach (var message in batch.Messages)
        {
            await socket.SendAsync(message.Payload, message.Type, endOfMessage: true, cancellationToken);
            message.Release();
        }
    }
}

using System.Net.WebSockets;

namespace LocalVoice.Server.Transport;

/// <summary>The connection's only sender. A client that leaves a message unread beyond the time-out is disconnected.</summary>
internal sealed class SocketWriter(WebSocket socket, Outbox outbox, TimeSpan sendTimeout, TimeProvider time)
{
    /// <summary>Sends until the outbox is completed and empty, or the socket fails.</summary>
    public async Task RunAsync()
    {
        await using var stall = time.CreateTimer(_ => socket.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (await outbox.NextAsync() is { } message)
            {
                if (!message.Cancelled.IsCancellationRequested)
                {
                    stall.Change(sendTimeout, Timeout.InfiniteTimeSpan);
                    await socket.SendAsync(message.Payload, message.Type, endOfMessage: true, CancellationToken.None);
                    stall.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }

                message.Release();
            }
        }
        finally
        {
            // The socket failed: nothing queued later would be sent.
            outbox.Complete();
        }
    }
}

using System.Buffers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace LocalVoice.Simulation.Sockets;

/// <summary>Reassembles a client's messages.</summary>
/// <param name="gone">The connection is over; what is being received then is left alone: to cancel it would reset the connection.</param>
internal sealed class SocketReader(WebSocket socket, CancellationToken gone)
{
    private const int LongestMessage = 2 * 1024 * 1024;

    private readonly byte[] _part = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _whole = new();

    /// <summary>Null once the client has closed, or the connection has ended.</summary>
    public async ValueTask<ClientMessage?> ReadAsync()
    {
        try
        {
            return await ReadWholeAsync().WaitAsync(gone).ConfigureAwait(false);
        }
        catch (Exception ended)
            when (ended is WebSocketException or OperationCanceledException or ConnectionAbortedException or IOException)
        {
            return null;
        }
    }

    private async Task<ClientMessage?> ReadWholeAsync()
    {
        _whole.ResetWrittenCount();
        var oversized = false;
        while (true)
        {
            var part = await socket.ReceiveAsync(_part.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            oversized |= _whole.WrittenCount + part.Count > LongestMessage;
            if (!oversized)
            {
                _whole.Write(_part.AsSpan(0, part.Count));
            }

            if (part.EndOfMessage)
            {
                return new(part.MessageType, _whole.WrittenSpan.ToArray(), oversized);
            }
        }
    }
}

using System.Net.WebSockets;

namespace LocalVoice.Client;

/// <summary>Reassembles a socket's fragmented messages. One reader at a time.</summary>
internal sealed class WebSocketMessageReader(WebSocket socket)
{
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>The next whole message, valid until the next call; null once the server closed.</summary>
    public async ValueTask<(WebSocketMessageType Type, ReadOnlyMemory<byte> Payload)?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return (part.MessageType, _buffer.AsMemory(0, length));
            }
        }
    }
}

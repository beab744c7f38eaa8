using System.Net.WebSockets;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Reads whole messages from a connection. Not thread-safe.</summary>
internal sealed class MessageReader(WebSocket socket, Failures failures)
{
    private const int FirstBytes = 16 * 1024;

    // A transcript of ten minutes with its words has some 300 kB; a message of audio less.
    private const int MostBytes = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[FirstBytes];

    /// <returns>The next message; its bytes are valid until the next call.</returns>
    /// <exception cref="BackendException">The connection ended, or the message is longer than any can be.</exception>
    public async ValueTask<(bool Text, ReadOnlyMemory<byte> Bytes)> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Grow();
            }

            var received = await ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw failures.Closed(socket.CloseStatus, socket.CloseStatusDescription);
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                return (received.MessageType == WebSocketMessageType.Text, _buffer.AsMemory(0, length));
            }
        }
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw failures.Lost(exception);
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= MostBytes)
        {
            throw failures.Malformed($"a message of more than {MostBytes / 1024} kB");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}

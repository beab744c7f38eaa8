using System.Buffers;
using System.Net.WebSockets;

namespace LocalVoice.Server.Transport;

/// <summary>
/// Reassembles a client's fragmented messages in one pooled buffer. A message over the limit is read to its end and
/// discarded, which bounds memory and keeps the connection usable. One reader at a time.
/// </summary>
internal sealed class MessageReader(WebSocket socket, int maxTextBytes, int maxBinaryBytes) : IDisposable
{
    // A larger buffer is returned after use; chosen by trial, not measured.
    private const int KeptBytes = 64 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(KeptBytes);

    /// <exception cref="WebSocketException">The connection was lost.</exception>
    public async ValueTask<IncomingMessage> ReadAsync(CancellationToken cancellationToken)
    {
        Shrink();
        var length = 0;
        var tooLong = false;
        while (true)
        {
            var piece = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return new IncomingMessage(IncomingKind.Close, default);
            }

            var limit = piece.MessageType == WebSocketMessageType.Text ? maxTextBytes : maxBinaryBytes;
            length += piece.Count;
            tooLong |= piece.EndOfMessage ? length > limit : length >= limit;
            if (piece.EndOfMessage)
            {
                return tooLong ? new IncomingMessage(IncomingKind.TooLong, default) : Complete(piece.MessageType, length);
            }

            length = tooLong ? 0 : length;
            if (length == _buffer.Length)
            {
                Replace(Math.Min(length * 2, limit), keep: length);
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));

    private IncomingMessage Complete(WebSocketMessageType type, int length) =>
        new(type == WebSocketMessageType.Text ? IncomingKind.Text : IncomingKind.Binary, _buffer.AsMemory(0, length));

    private void Shrink()
    {
        if (_buffer.Length > KeptBytes)
        {
            Replace(KeptBytes, keep: 0);
        }
    }

    private void Replace(int size, int keep)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, keep).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

using System.Net.WebSockets;

namespace LocalVoice.Server.Transport;

/// <summary>
/// Reads a little from a socket at intervals while its last message is still being handled. The socket pings a client of
/// which it has read nothing for a while, and takes it for gone when the answer, which stands behind what the client has
/// already sent, is not read either. A client that is gone meanwhile is disconnected. One reader at a time.
/// </summary>
/// <param name="interval">Well below the socket's ping interval.</param>
internal sealed class SocketReadAhead(WebSocket socket, TimeSpan interval, Peer peer, Action disconnect, TimeProvider time)
{
    private const int PieceBytes = 64;

    private readonly Queue<Piece> _pieces = new();
    private Piece? _newest;

    /// <summary>As <see cref="WebSocket.ReceiveAsync(Memory{byte}, CancellationToken)"/>; what was read ahead comes first.</summary>
    public ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _pieces.Count == 0 ? socket.ReceiveAsync(buffer, cancellationToken) : TakeAsync(_pieces.Peek(), buffer, cancellationToken);

    /// <summary>Completes as the handling of a message does.</summary>
    public async ValueTask WhileAsync(ValueTask handling)
    {
        if (handling.IsCompleted)
        {
            await handling;
            return;
        }

        var handled = handling.AsTask();
        while (!await WithinAsync(handled))
        {
            if (peer.IsGone())
            {
                disconnect();
                break;
            }

            ReadPiece();
        }

        await handled;
    }

    private async Task<bool> WithinAsync(Task handled)
    {
        using var over = new CancellationTokenSource();
        var first = await Task.WhenAny(handled, Task.Delay(interval, time, over.Token));
        await over.CancelAsync();
        return first == handled;
    }

    /// <summary>No effect while the piece before has not come, or when none can come after it.</summary>
    private void ReadPiece()
    {
        if (_newest is null || _newest.Read is { IsCompletedSuccessfully: true, Result.MessageType: not WebSocketMessageType.Close })
        {
            var bytes = new byte[PieceBytes];
            _newest = new Piece(bytes, socket.ReceiveAsync(bytes.AsMemory(), CancellationToken.None).AsTask());
            _pieces.Enqueue(_newest);
        }
    }

    private async ValueTask<ValueWebSocketReceiveResult> TakeAsync(Piece piece, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await piece.Read.WaitAsync(cancellationToken);
        var count = Math.Min(read.Count - piece.Taken, buffer.Length);
        piece.Bytes.AsMemory(piece.Taken, count).CopyTo(buffer);
        piece.Taken += count;
        var whole = piece.Taken == read.Count;
        if (whole)
        {
            _pieces.Dequeue();
            _newest = _pieces.Count == 0 ? null : _newest;
        }

        return new(count, read.MessageType, whole && read.EndOfMessage);
    }

    private sealed record Piece(byte[] Bytes, Task<ValueWebSocketReceiveResult> Read)
    {
        public int Taken { get; set; }
    }
}

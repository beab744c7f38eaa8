using System.Buffers;
using System.Net.WebSockets;
using System.Text.Unicode;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Transport;

/// <summary>
/// Reassembles a client's fragmented messages in one buffer. A message over a limit is read to its end and discarded,
/// which bounds memory and keeps the connection usable. One reader at a time.
/// </summary>
/// <param name="memory">Pays for a buffer of more than <see cref="KeptBytes"/>.</param>
/// <param name="disconnect">Ends the network connection of a client that is gone while it is made to wait.</param>
internal sealed class MessageReader(
    WebSocket socket,
    MessageLimits limits,
    ISessionMemory memory,
    Peer peer,
    Action disconnect,
    TimeProvider time
) : IDisposable
{
    // Twice a 250 ms chunk in base64; chosen by trial, not measured.
    private const int KeptBytes = 32 * 1024;

    private readonly SocketReadAhead _socket = new(socket, limits.Pause, peer, disconnect, time);
    private readonly MessageDeadline _deadline = new(limits.Arrival, time);
    private readonly byte[] _kept = ArrayPool<byte>.Shared.Rent(KeptBytes);
    private byte[]? _large;

    /// <summary>Completes when a message took too long to arrive; it may still be read past.</summary>
    public Task Overdue => _deadline.Missed;

    private byte[] Buffer => _large ?? _kept;

    /// <exception cref="WebSocketException">The connection was lost, or the client broke the protocol.</exception>
    /// <exception cref="InvalidTextException">The last character of a text is not whole.</exception>
    public async ValueTask<IncomingMessage> ReadAsync(CancellationToken cancellationToken)
    {
        Release();
        var length = 0;
        IncomingKind? dropped = null;
        while (true)
        {
            var piece = await _socket.ReceiveAsync(Buffer.AsMemory(length), cancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return new IncomingMessage(IncomingKind.Close, default);
            }

            var limit = limits.Of(piece.MessageType);
            length += piece.Count;
            dropped ??= (piece.EndOfMessage ? length > limit : length >= limit) ? IncomingKind.TooLong : null;
            if (piece.EndOfMessage)
            {
                _deadline.Stop();
                RequireWholeCharacters(piece, length);
                return dropped is { } reason ? new(reason, default) : new(KindOf(piece.MessageType), Buffer.AsMemory(0, length));
            }

            _deadline.Start();
            dropped ??= length < Buffer.Length || TryGrow(Math.Min(length * 2, limit), length) ? null : IncomingKind.NoMemory;
            length = dropped is null ? length : 0;
        }
    }

    /// <summary>Completes as the handling of the message read last does; a client that has to wait for it is not lost.</summary>
    public ValueTask WhileAsync(ValueTask handling) => _socket.WhileAsync(handling);

    public void Dispose()
    {
        _deadline.Dispose();
        Release();
        ArrayPool<byte>.Shared.Return(_kept);
    }

    /// <summary>The socket looks at the text of every fragment, but not at the end where the last fragment is empty.</summary>
    private void RequireWholeCharacters(ValueWebSocketReceiveResult last, int length)
    {
        if (last is { Count: 0, MessageType: WebSocketMessageType.Text } && !Utf8.IsValid(Buffer.AsSpan(0, length)))
        {
            throw new InvalidTextException();
        }
    }

    private static IncomingKind KindOf(WebSocketMessageType type) =>
        type == WebSocketMessageType.Text ? IncomingKind.Text : IncomingKind.Binary;

    /// <summary>Not from the pool, which would keep it after a storm of large messages.</summary>
    private bool TryGrow(int size, int keep)
    {
        if (!memory.TryTake(size))
        {
            return false;
        }

        var larger = GC.AllocateUninitializedArray<byte>(size);
        Buffer.AsSpan(0, keep).CopyTo(larger);
        Release();
        _large = larger;
        return true;
    }

    private void Release()
    {
        if (_large is not null)
        {
            memory.GiveBack(_large.Length);
            _large = null;
        }
    }
}

/// <summary>A client's text is no UTF-8.</summary>
internal sealed class InvalidTextException : Exception;

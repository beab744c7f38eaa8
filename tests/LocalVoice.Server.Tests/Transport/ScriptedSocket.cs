using System.Net.WebSockets;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>A socket from which these binary messages can be read, and then nothing comes.</summary>
internal sealed class ScriptedSocket(params byte[][] messages) : WebSocket
{
    private int _message;
    private int _position;

    public int Reads { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Reads++;
        if (_message == messages.Length)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        var rest = messages[_message].AsMemory(_position);
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        var ends = count == rest.Length;
        (_message, _position) = ends ? (_message + 1, 0) : (_message, _position + count);
        return new(count, WebSocketMessageType.Binary, ends);
    }

    public override void Abort() { }

    public override void Dispose() { }

    public override Task CloseAsync(WebSocketCloseStatus status, string? description, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task CloseOutputAsync(WebSocketCloseStatus status, string? description, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType type, bool end, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

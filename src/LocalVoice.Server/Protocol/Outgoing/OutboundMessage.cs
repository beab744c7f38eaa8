using System.Buffers;
using System.Net.WebSockets;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>One WebSocket message on its way out. Whoever holds it last releases it.</summary>
/// <param name="Buffer">Rented; its first <paramref name="Length"/> bytes are the message.</param>
/// <param name="Overtakable">Whether control messages may go first.</param>
/// <param name="Cancelled">Set when it must not be sent any more.</param>
internal readonly record struct OutboundMessage(
    byte[] Buffer,
    int Length,
    WebSocketMessageType Type,
    bool Overtakable,
    CancellationToken Cancelled
)
{
    public ReadOnlyMemory<byte> Payload => Buffer.AsMemory(0, Length);

    public void Release() => ArrayPool<byte>.Shared.Return(Buffer);
}

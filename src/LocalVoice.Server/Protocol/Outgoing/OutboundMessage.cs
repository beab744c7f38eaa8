using System.Buffers;
using System.Net.WebSockets;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>An outbound WebSocket message. Its last holder releases it.</summary>
/// <param name="Buffer">Rented; its first <paramref name="Length"/> bytes are the message.</param>
/// <param name="Overtakable">Whether control messages may be sent before it.</param>
/// <param name="Cancelled">Cancelled when it must not be sent any more.</param>
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

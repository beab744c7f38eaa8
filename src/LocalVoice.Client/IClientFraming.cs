using System.Net.WebSockets;

namespace LocalVoice.Client;

/// <summary>How audio travels on the wire, seen from the client. Stateful: one per connection, one reader and one writer.</summary>
public interface IClientFraming
{
    /// <summary>The WebSocket subprotocol that asks for it.</summary>
    string Subprotocol { get; }

    /// <summary>The rate at which the client sends, in samples per second.</summary>
    int InputRateHz { get; }

    /// <summary>Whether the server speaks our extension events.</summary>
    bool HasExtensions { get; }

    /// <summary>One WebSocket message with 16-bit mono audio at <see cref="InputRateHz"/>. Valid until the next call.</summary>
    (WebSocketMessageType Type, ReadOnlyMemory<byte> Payload) EncodeAudio(ReadOnlySpan<short> samples);

    /// <exception cref="ProtocolViolationException">The message is not one that a server may send.</exception>
    ServerMessage Decode(WebSocketMessageType type, ReadOnlyMemory<byte> payload, long timestamp);
}

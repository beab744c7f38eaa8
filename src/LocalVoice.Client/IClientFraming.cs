using System.Net.WebSockets;

namespace LocalVoice.Client;

/// <summary>The client side of the audio framing. Stateful: one per connection, one reader and one writer.</summary>
public interface IClientFraming
{
    /// <summary>The WebSocket subprotocol that selects it.</summary>
    string Subprotocol { get; }

    /// <summary>Sample rate of the client's audio, in Hz.</summary>
    int InputRateHz { get; }

    /// <summary>Whether the server sends our extension events.</summary>
    bool HasExtensions { get; }

    /// <summary>One WebSocket message with 16-bit mono audio at <see cref="InputRateHz"/>. Valid until the next call.</summary>
    (WebSocketMessageType Type, ReadOnlyMemory<byte> Payload) EncodeAudio(ReadOnlySpan<short> samples);

    /// <exception cref="ProtocolViolationException">The server must not send such a message.</exception>
    ServerMessage Decode(WebSocketMessageType type, ReadOnlyMemory<byte> payload, long timestamp);
}

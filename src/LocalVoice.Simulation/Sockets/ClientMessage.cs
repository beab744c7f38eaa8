using System.Net.WebSockets;
using System.Text;

namespace LocalVoice.Simulation.Sockets;

/// <summary>A whole message of a client.</summary>
/// <param name="Oversized">It was longer than the service reads; the payload is its beginning.</param>
internal readonly record struct ClientMessage(WebSocketMessageType Type, byte[] Payload, bool Oversized)
{
    public string Text => Encoding.UTF8.GetString(Payload);
}

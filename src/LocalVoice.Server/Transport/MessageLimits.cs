using System.Net.WebSockets;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Transport;

/// <summary>Limits of a client's messages.</summary>
/// <param name="Arrival">From a message's first piece to its last.</param>
/// <param name="Pause">Longest time without reading, a tenth of the time after which the socket pings.</param>
internal sealed record MessageLimits(int TextBytes, int BinaryBytes, TimeSpan Arrival, TimeSpan Pause)
{
    public static MessageLimits From(ConnectionOptions options) =>
        new(options.MaxEventBytes, TransportBudgets.FrameBytes, options.MessageTimeout, options.KeepAliveInterval / 10);

    public int Of(WebSocketMessageType type) => type == WebSocketMessageType.Text ? TextBytes : BinaryBytes;
}

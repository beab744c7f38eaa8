using System.Net.WebSockets;
using System.Text;

namespace LocalVoice.Simulation.Sockets;

/// <summary>A message to a client.</summary>
internal sealed record Outgoing(WebSocketMessageType Type, byte[] Payload)
{
    /// <summary>The service's work on it, from the moment at which it is handed over.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether a turn's fault counts it.</summary>
    public bool IsResult { get; init; }

    public TurnFault Fault { get; init; } = TurnFault.None;

    /// <summary>Of a close; null: none.</summary>
    public WebSocketCloseStatus? Status { get; init; }

    public static Outgoing Text(string json) => new(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(json));

    public static Outgoing Audio(byte[] audio) => new(WebSocketMessageType.Binary, audio);

    /// <summary>Ends the connection.</summary>
    public static Outgoing Close(WebSocketCloseStatus? status, string? reason) =>
        new(WebSocketMessageType.Close, Encoding.UTF8.GetBytes(reason ?? "")) { Status = status };
}

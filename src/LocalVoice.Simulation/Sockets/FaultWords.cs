using System.Net.WebSockets;

namespace LocalVoice.Simulation.Sockets;

/// <summary>How a service's protocol words an error amid a stream.</summary>
/// <param name="Error">The text message before the close; null for none.</param>
/// <param name="Status">Of the close; null: none.</param>
/// <param name="Reason">Of the close.</param>
internal sealed record FaultWords(Func<string?> Error, WebSocketCloseStatus? Status, string? Reason)
{
    /// <summary>Text that is no JSON.</summary>
    public string Garbage { get; init; } = """{"type":"Results","channel":{"alternatives":[{""";
}

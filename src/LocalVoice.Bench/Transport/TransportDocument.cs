using LocalVoice.Bench.Report;
using LocalVoice.Bench.Transport.Echo;
using LocalVoice.Bench.Transport.Turns;

namespace LocalVoice.Bench.Transport;

/// <summary>The document of <c>bench transport --json</c>.</summary>
/// <param name="Transports">By name; null where calls at once were measured.</param>
/// <param name="DifferenceP50Ms">WebRTC less WebSocket, of the medians; null unless both were answered.</param>
/// <param name="Echo">Calls at once; null where turns were measured.</param>
public sealed record TransportDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    IReadOnlyDictionary<string, TransportFigures>? Transports,
    double? DifferenceP50Ms,
    EchoFigures? Echo,
    IReadOnlyList<string> Notes
)
{
    public static double? Difference(IReadOnlyDictionary<string, TransportFigures> transports) =>
        transports[TransportRun.WebRtcName].V2vMs.P50 - transports[TransportRun.WebSocketName].V2vMs.P50 is { } difference
            ? Math.Round(difference, 2)
            : null;
}

using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Delays;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Connections;

/// <summary>What an endpoint needs of one client's connection.</summary>
/// <param name="RequestId">As in the header <c>dg-request-id</c>.</param>
/// <param name="OpenedAt">Timestamp of the handshake, before its response.</param>
/// <param name="Gone">The connection is over.</param>
internal sealed record DeepgramConnection(
    string RequestId,
    long OpenedAt,
    UpgradedSocket Socket,
    SocketReader Reader,
    Outbox Outbox,
    TurnFaults Faults,
    RequestLog Log,
    DelaySampler Delays,
    TimeProvider Time,
    CancellationToken Gone
);

using LocalVoice.WebRtc.Dtls;
using Microsoft.Extensions.Logging;

namespace LocalVoice.WebRtc.Peers;

/// <summary>What all connections share.</summary>
/// <param name="Slots">One for each handshake that may run.</param>
internal sealed record PeerSurroundings(
    PeerNetworkOptions Options,
    PeerSocket Socket,
    PeerTable Table,
    DtlsIdentity Identity,
    DtlsHandshake Handshake,
    SemaphoreSlim Slots,
    TimeProvider Time,
    ILogger Log
);

using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>What an answer says of this side.</summary>
/// <param name="Candidates">Best first; at least one.</param>
/// <param name="Ssrc">Of the agent's audio.</param>
/// <param name="MaxMessageBytes">The longest message of a data channel that is taken.</param>
public sealed record LocalSide(
    IceCredentials Credentials,
    DtlsFingerprint Fingerprint,
    IReadOnlyList<IceCandidate> Candidates,
    uint Ssrc,
    long MaxMessageBytes
)
{
    public const int SctpPort = 5000;

    /// <summary>The name of whoever sends (RFC 3550, section 6.5.1), the same in SDP and in RTCP.</summary>
    public const string CanonicalName = "localvoice";
}

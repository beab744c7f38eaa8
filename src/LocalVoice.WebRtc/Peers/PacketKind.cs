namespace LocalVoice.WebRtc.Peers;

/// <summary>What a datagram is, told by how it begins.</summary>
internal enum PacketKind
{
    Unknown,
    Stun,
    Dtls,
    Rtp,
    Rtcp,
}

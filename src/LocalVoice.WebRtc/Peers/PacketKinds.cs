namespace LocalVoice.WebRtc.Peers;

/// <summary>Tells apart what shares the port: by the first byte (RFC 7983); RTCP by the second (RFC 5761, section 4).</summary>
internal static class PacketKinds
{
    private const int HandshakeRecord = 22;
    private const int ClientHello = 1;
    private const int RecordHeaderBytes = 13;

    public static PacketKind Of(ReadOnlySpan<byte> datagram) =>
        datagram switch
        {
            [<= 3, ..] => PacketKind.Stun,
            [>= 20 and <= 63, ..] => PacketKind.Dtls,
            [>= 128 and <= 191, >= 192 and <= 223, ..] => PacketKind.Rtcp,
            [>= 128 and <= 191, _, ..] => PacketKind.Rtp,
            _ => PacketKind.Unknown,
        };

    /// <summary>Whether a datagram of DTLS begins a handshake (RFC 6347, sections 4.1 and 4.3.2): epoch 0, ClientHello.</summary>
    public static bool BeginsHandshake(ReadOnlySpan<byte> datagram) =>
        datagram.Length > RecordHeaderBytes
        && datagram[0] == HandshakeRecord
        && datagram[3] == 0
        && datagram[4] == 0
        && datagram[RecordHeaderBytes] == ClientHello;
}

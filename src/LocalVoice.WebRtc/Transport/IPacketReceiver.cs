namespace LocalVoice.WebRtc.Transport;

/// <summary>
/// What takes a connection's decrypted packets. Called on the loop that reads the network for all connections, one call at a time for
/// each connection: never waits, and copies what it keeps.
/// </summary>
public interface IPacketReceiver
{
    /// <param name="packet">A whole RTP packet (RFC 3550, section 5.1), decrypted and checked for replay.</param>
    void ReceiveRtp(ReadOnlySpan<byte> packet);

    /// <param name="packet">A compound RTCP packet (RFC 3550, section 6.1), decrypted and checked for replay.</param>
    void ReceiveRtcp(ReadOnlySpan<byte> packet);

    /// <param name="datagram">One SCTP packet (RFC 8261), as DTLS carried it.</param>
    void ReceiveData(ReadOnlySpan<byte> datagram);
}

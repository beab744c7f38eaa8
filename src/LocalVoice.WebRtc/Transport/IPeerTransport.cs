namespace LocalVoice.WebRtc.Transport;

/// <summary>One connection's way through the network: ICE, DTLS and SRTP. Disposing it says goodbye to the other side.</summary>
public interface IPeerTransport : IAsyncDisposable
{
    IceCredentials Credentials { get; }

    DtlsFingerprint Fingerprint { get; }

    /// <summary>The addresses of this side, best first; at least one.</summary>
    IReadOnlyList<IceCandidate> Candidates { get; }

    /// <summary>Completes when packets can be sent; fails with <see cref="TransportException"/> when the other side never came.</summary>
    Task Connected { get; }

    /// <summary>Completes when the connection is over: the other side said goodbye, or was not heard of for too long.</summary>
    Task Closed { get; }

    /// <summary>Encrypts and sends; a packet that the network does not take is lost, as it may be. Ignored unless connected.</summary>
    /// <param name="packet">A whole RTP packet of at most 1200 bytes.</param>
    void SendRtp(ReadOnlySpan<byte> packet);

    /// <summary>As <see cref="SendRtp"/>, of RTCP.</summary>
    void SendRtcp(ReadOnlySpan<byte> packet);

    /// <summary>As <see cref="SendRtp"/>, of SCTP in DTLS.</summary>
    /// <param name="datagram">At most 1200 bytes.</param>
    void SendData(ReadOnlySpan<byte> datagram);
}

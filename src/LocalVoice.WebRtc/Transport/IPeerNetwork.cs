namespace LocalVoice.WebRtc.Transport;

/// <summary>The one UDP port of all connections.</summary>
public interface IPeerNetwork : IAsyncDisposable
{
    /// <summary>A transport that waits for the other side's checks.</summary>
    /// <exception cref="TransportException">There is no room for another connection.</exception>
    IPeerTransport Accept(RemotePeer remote, IPacketReceiver receiver);
}

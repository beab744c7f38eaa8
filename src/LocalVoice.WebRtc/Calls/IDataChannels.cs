using System.Threading.Channels;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Calls;

/// <summary>All data channels of a connection.</summary>
public interface IDataChannels : IAsyncDisposable
{
    /// <summary>Those that the other side opens. Bounded; completes at the end of the connection.</summary>
    ChannelReader<IDataChannel> Opened { get; }

    /// <summary>As <see cref="IPacketReceiver.ReceiveData"/>.</summary>
    void Receive(ReadOnlySpan<byte> datagram);
}

/// <summary>Opens data channels over a connection.</summary>
public interface IDataChannelFactory
{
    /// <summary>The longest message that is taken from the other side, in bytes.</summary>
    long MaxMessageBytes { get; }

    /// <param name="transport">Packets go to its <see cref="IPeerTransport.SendData"/> once it is connected.</param>
    /// <param name="isDtlsClient">Which numbers this side's channels have (RFC 8832, section 6).</param>
    IDataChannels Create(IPeerTransport transport, OfferedData remote, bool isDtlsClient);
}

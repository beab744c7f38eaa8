using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Calls;

/// <summary>Data channels over SCTP.</summary>
public sealed class SctpChannelFactory : IDataChannelFactory
{
    public long MaxMessageBytes => DataChannelOptions.MaxMessageBytes;

    public IDataChannels Create(IPeerTransport transport, OfferedData remote, bool isDtlsClient)
    {
        var options = new DataChannelOptions(isDtlsClient)
        {
            LocalPort = LocalSide.SctpPort,
            RemotePort = remote.SctpPort,
            RemoteMaxMessageBytes = remote.MaxMessageBytes,
        };
        return new SctpChannels(new(options, transport.SendData), transport.Connected);
    }
}

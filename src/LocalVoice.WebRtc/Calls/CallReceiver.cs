using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Calls;

/// <summary>Hands a connection's packets to the parts of its call. What comes before they are there is lost, as packets may be.</summary>
internal sealed class CallReceiver : IPacketReceiver
{
    public UserTrack? User { get; set; }

    public CallReports? Reports { get; set; }

    public IDataChannels? Channels { get; set; }

    public void ReceiveRtp(ReadOnlySpan<byte> packet) => User?.Receive(packet);

    public void ReceiveRtcp(ReadOnlySpan<byte> packet) => Reports?.Receive(packet);

    public void ReceiveData(ReadOnlySpan<byte> datagram) => Channels?.Receive(datagram);
}

using System.Threading.Channels;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>Keeps what a connection delivers.</summary>
internal sealed class RecordedPackets : IPacketReceiver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<byte[]> _rtp = Channel.CreateBounded<byte[]>(1000);
    private readonly Channel<byte[]> _rtcp = Channel.CreateBounded<byte[]>(1000);
    private readonly Channel<byte[]> _data = Channel.CreateBounded<byte[]>(1000);

    public void ReceiveRtp(ReadOnlySpan<byte> packet) => Assert.True(_rtp.Writer.TryWrite(packet.ToArray()));

    public void ReceiveRtcp(ReadOnlySpan<byte> packet) => Assert.True(_rtcp.Writer.TryWrite(packet.ToArray()));

    public void ReceiveData(ReadOnlySpan<byte> datagram) => Assert.True(_data.Writer.TryWrite(datagram.ToArray()));

    public Task<byte[]> NextRtpAsync() => _rtp.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<byte[]> NextRtcpAsync() => _rtcp.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<byte[]> NextDataAsync() => _data.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}

using LocalVoice.WebRtc.Peers;

namespace LocalVoice.WebRtc.Tests.Peers;

public sealed class PacketKindsTests
{
    [Theory]
    [InlineData(0, 0, "Stun")]
    [InlineData(3, 0, "Stun")]
    [InlineData(4, 0, "Unknown")]
    [InlineData(19, 0, "Unknown")]
    [InlineData(20, 0, "Dtls")]
    [InlineData(63, 0, "Dtls")]
    [InlineData(64, 0, "Unknown")]
    [InlineData(127, 0, "Unknown")]
    [InlineData(128, 111, "Rtp")]
    [InlineData(128, 239, "Rtp")]
    [InlineData(191, 191, "Rtp")]
    [InlineData(128, 192, "Rtcp")]
    [InlineData(191, 223, "Rtcp")]
    [InlineData(128, 224, "Rtp")]
    [InlineData(192, 200, "Unknown")]
    public void Packets_are_told_by_how_they_begin(byte first, byte second, string kind) =>
        Assert.Equal(kind, PacketKinds.Of([first, second, 0, 0]).ToString());

    [Fact]
    public void Nothing_is_told_from_too_little()
    {
        Assert.Equal(PacketKind.Unknown, PacketKinds.Of([]));
        Assert.Equal(PacketKind.Unknown, PacketKinds.Of([128]));
    }
}

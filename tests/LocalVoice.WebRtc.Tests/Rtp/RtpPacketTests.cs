using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Tests.Rtp;

public sealed class RtpPacketTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var stream = new RtpStream(0xDEAD_BEEF, 111);
        byte[] packet = [.. new byte[RtpPacket.HeaderBytes], 1, 2, 3];
        stream.WriteHeader(packet, 0xFFFF_FFF0, marked: true);
        Assert.True(RtpPacket.TryRead(packet, out var first));
        var number = first.Sequence;
        Assert.Equal((true, 111, 0xFFFF_FFF0, 0xDEAD_BEEF), (first.IsMarked, first.PayloadType, first.Timestamp, first.Ssrc));
        Assert.Equal([1, 2, 3], first.Payload.ToArray());

        stream.WriteHeader(packet, 16, marked: false);
        Assert.True(RtpPacket.TryRead(packet, out var second));
        Assert.Equal((false, (ushort)(number + 1)), (second.IsMarked, second.Sequence));
        Assert.Equal((2u, 6u), (stream.Packets, stream.PayloadBytes));
    }

    [Theory]
    [InlineData("80 6F 0001 00000002 00000003 AABB", "AABB")]
    [InlineData("82 6F 0001 00000002 00000003 11111111 22222222 AABB", "AABB")]
    [InlineData("90 6F 0001 00000002 00000003 BEDE0001 10FF0000 AABB", "AABB")]
    [InlineData("A0 6F 0001 00000002 00000003 AABB 000003", "AABB")]
    [InlineData("B1 6F 0001 00000002 00000003 11111111 BEDE0000 AABB 01", "AABB")]
    [InlineData("80 6F 0001 00000002 00000003", "")]
    public void Sources_extensions_and_padding_are_no_payload(string packet, string payload)
    {
        Assert.True(RtpPacket.TryRead(Bytes(packet), out var read));
        Assert.Equal(Bytes(payload), read.Payload.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("80 6F 0001 00000002 000000")]
    [InlineData("40 6F 0001 00000002 00000003 AABB")]
    [InlineData("82 6F 0001 00000002 00000003 11111111 22")]
    [InlineData("90 6F 0001 00000002 00000003 BEDE")]
    [InlineData("90 6F 0001 00000002 00000003 BEDE0002 10FF0000")]
    [InlineData("A0 6F 0001 00000002 00000003 AABB 00")]
    [InlineData("A0 6F 0001 00000002 00000003 AABB FF")]
    public void What_is_no_whole_packet_is_refused(string packet) => Assert.False(RtpPacket.TryRead(Bytes(packet), out _));

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = FuzzInputs.Random(3550);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var packet = new byte[random.Next(64)];
            random.NextBytes(packet);
            if (RtpPacket.TryRead(packet, out var read))
            {
                Assert.True(read.Payload.Length <= packet.Length - RtpPacket.HeaderBytes);
            }
        }
    }

    [Fact]
    public void Numbers_go_on_beyond_their_wrap_and_back()
    {
        var numbers = new SequenceNumbers();

        Assert.Equal(
            [65_534, 65_535, 65_536, 65_535, 65_537, 97_536],
            ((ushort[])[65_534, 65_535, 0, 65_535, 1, 32_000]).Select(numbers.Extend)
        );
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}

using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Tests.Fuzzing;

namespace LocalVoice.WebRtc.Tests.Rtp;

/// <summary>What a peer may send once it has the keys: RTP and RTCP that are right but for what they say.</summary>
[Trait("Category", FuzzInputs.Category)]
public sealed class RtpFuzzTests
{
    private readonly ByteGarbage _garbage = new(FuzzInputs.Seed(1));

    [Fact]
    public void Changed_packets_are_read_within_their_bounds_or_refused()
    {
        byte[][] honest =
        [
            RtpPackets.Of(7, [1, 2, 3, 4]),
            Convert.FromHexString("B26F000100000002000000031111111122222222BEDE000110FF0000AABB00000003"),
            Convert.FromHexString("906F00010000000200000003BEDE000110FF0000AABB"),
        ];
        var read = 0;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var bytes = _garbage.Of(honest[i % honest.Length]);
            if (RtpPacket.TryRead(bytes, out var packet))
            {
                read++;
                Assert.InRange(packet.Payload.Length, 0, bytes.Length - RtpPacket.HeaderBytes);
                Assert.True(packet.Payload.IsEmpty || bytes.AsSpan().Overlaps(packet.Payload));
                Assert.InRange(packet.PayloadType, 0, 127);
            }
        }

        Assert.InRange(read, FuzzInputs.Count / 8, FuzzInputs.Count * 7 / 8);
    }

    [Fact]
    public void Changed_reports_are_read_to_their_end()
    {
        var honest = Reports();
        var blocks = 0;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var bytes = _garbage.Of(honest);
            var reader = new RtcpReader(bytes);
            var most = bytes.Length / 24;
            for (; reader.Read(); blocks++, most--)
            {
                Assert.InRange(reader.Report.Lost, -0x80_0000, 0x7F_FFFF);
            }

            Assert.True(most >= 0, "There were more blocks than fit.");
        }

        Assert.InRange(blocks, FuzzInputs.Count / 8, 4 * FuzzInputs.Count);
    }

    private static byte[] Reports()
    {
        var packet = new byte[256];
        var writer = new RtcpWriter(packet);
        var report = new ReceptionReport(4711, 64, 5, 70_000, 100, 1, 2);
        writer.WriteSenderReport(new RtpStream(1, 111), 1, 2, report);
        writer.WriteReceiverReport(2, report);
        writer.WriteName(1, "user");
        writer.WriteGoodbye(1);
        return packet[..writer.Length];
    }
}

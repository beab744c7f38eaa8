using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Tests.Rtp;

public sealed class RtcpTests
{
    private static readonly ReceptionReport Heard = new(7, 64, 1234, 70_000, 480, 0xAABB_CCDD, 65_536);

    [Fact]
    public void A_report_with_name_and_goodbye_is_what_the_standard_says()
    {
        var stream = new RtpStream(0x0102_0304, 111);
        var payload = new byte[RtpPacket.HeaderBytes + 10];
        stream.WriteHeader(payload, 1, marked: false);
        var packet = new byte[128];
        var writer = new RtcpWriter(packet);
        writer.WriteSenderReport(stream, 0x1122_3344_5566_7788, 99, Heard with { Ssrc = 7 });
        writer.WriteName(stream.Ssrc, "abc");
        writer.WriteGoodbye(stream.Ssrc);

        Assert.Equal(
            "81C8000C01020304112233445566778800000063000000010000000A"
                + "00000007400004D200011170000001E0AABBCCDD00010000"
                + "81CA0003010203040103616263000000"
                + "81CB000101020304",
            Convert.ToHexString(packet.AsSpan(0, writer.Length))
        );
        Assert.Equal(0, writer.Length % 4);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var packet = new byte[128];
        var writer = new RtcpWriter(packet);
        writer.WriteSenderReport(new RtpStream(9, 0), 5L << 32, 99, Heard with { Lost = -3 });
        writer.WriteReceiverReport(9, Heard);
        writer.WriteName(9, "x");
        writer.WriteGoodbye(9);
        var reader = new RtcpReader(packet.AsSpan(0, writer.Length));

        Assert.True(reader.Read());
        Assert.Equal(Heard with { Lost = -3 }, reader.Report);
        Assert.Equal(5ul << 32, reader.SentAt);
        Assert.True(reader.Read());
        Assert.Equal(Heard, reader.Report);
        Assert.False(reader.HasGoodbye);
        Assert.False(reader.Read());
        Assert.True(reader.HasGoodbye);
    }

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void Any_bytes_are_read_to_their_end()
    {
        var random = FuzzInputs.Random(3551);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            var packet = new byte[random.Next(100)];
            random.NextBytes(packet);
            if (packet.Length > 3)
            {
                (packet[0], packet[1], packet[2], packet[3]) = (
                    (byte)(0x80 | packet[0] & 31),
                    (byte)random.Next(199, 205),
                    0,
                    (byte)random.Next(26)
                );
            }

            var blocks = 0;
            var reader = new RtcpReader(packet);
            while (reader.Read())
            {
                Assert.True(++blocks <= 5);
            }
        }
    }

    [Fact]
    public void Loss_and_jitter_are_counted_as_the_standard_does()
    {
        var statistics = new ReceptionStatistics(48_000);
        Assert.Null(statistics.Report());
        foreach (var number in (int[])[0, 1, 2, 4, 5, 6, 7, 9])
        {
            Count(statistics, number, number * 20);
        }

        var report = statistics.Report()!.Value;
        Assert.Equal((2, 2 * 256 / 10, 0u), (report.Lost, (int)report.FractionLost, report.Jitter));

        // Ten milliseconds late once: |D| is 10 ms twice, and 1/16 of it counts each time.
        Count(statistics, 10, 210);
        Count(statistics, 11, 220);
        Assert.Equal(10.0 / 16 + ((10 - (10.0 / 16)) / 16), statistics.Jitter.TotalMilliseconds, 3);
        Assert.Equal(0, statistics.Report()!.Value.FractionLost);
    }

    [Fact]
    public void A_sender_that_begins_anew_is_counted_anew()
    {
        var statistics = new ReceptionStatistics(48_000);
        Count(statistics, 0, 0);
        Count(statistics, 9, 180);
        Assert.Equal(8, statistics.Lost);
        Count(statistics, 500, 200, ssrc: 2);

        Assert.Equal((0, 1, 2u), (statistics.Lost, statistics.Received, statistics.Ssrc));
    }

    [Fact]
    public void Ntp_time_counts_from_1900()
    {
        var time = new DateTimeOffset(1970, 1, 1, 0, 0, 1, 500, TimeSpan.Zero);

        Assert.Equal((2_208_988_801ul << 32) + (1ul << 31), NtpTime.Of(time));
        Assert.Equal((2_208_988_801u << 16) + (1u << 15), NtpTime.Middle(NtpTime.Of(time)));
    }

    private static void Count(ReceptionStatistics statistics, int number, int arrivalMs, uint ssrc = 1)
    {
        var packet = new byte[RtpPacket.HeaderBytes];
        packet[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(number * 960));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        Assert.True(RtpPacket.TryRead(packet, out var read));
        statistics.Count(read, TimeSpan.FromMilliseconds(arrivalMs));
    }
}

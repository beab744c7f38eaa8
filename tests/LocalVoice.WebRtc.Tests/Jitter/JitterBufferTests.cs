using LocalVoice.Testing.Fuzzing;
using LocalVoice.Testing.Memory;
using LocalVoice.WebRtc.Jitter;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Tests.Rtp;

namespace LocalVoice.WebRtc.Tests.Jitter;

/// <summary>Timelines: a letter for what each look into the buffer gives, in order.</summary>
public sealed class JitterBufferTests
{
    private readonly ReceptionStatistics _statistics = new(48_000);
    private readonly JitterBuffer _buffer;
    private readonly byte[] _payload = new byte[JitterBuffer.PayloadBytes];
    private TimeSpan _now;

    public JitterBufferTests() => _buffer = new(new TwentyMs(), _statistics);

    [Fact]
    public void Packets_in_order_are_given_as_they_come()
    {
        Assert.Equal("", Taken());
        Add(1);
        Assert.Equal("1", Taken());
        Add(2);
        Add(3);
        Assert.Equal("2 3", Taken());
        Assert.Null(_buffer.UntilNext(_now));
    }

    [Fact]
    public void Packets_out_of_order_are_put_right()
    {
        Add(1);
        Add(3);
        Assert.Equal("1", Taken());
        Add(2);
        Assert.Equal("2 3", Taken());
    }

    [Fact]
    public void A_gap_is_kept_open_and_then_recovered_from_the_packet_after_it()
    {
        Add(1);
        Add(3);
        Assert.Equal("1", Taken());
        Assert.Equal(TimeSpan.FromMilliseconds(20), _buffer.UntilNext(_now));
        Pass(19);
        Assert.Equal("", Taken());
        Pass(1);
        Assert.Equal("recover<3 3", Taken());
        Assert.Equal(1, _buffer.Concealed);
    }

    [Fact]
    public void Of_several_lost_packets_the_last_is_recovered_and_the_others_concealed()
    {
        Add(1);
        Add(5);
        Pass(20);
        Assert.Equal("1 conceal:960 conceal:960 recover<5 5", Taken());
    }

    [Fact]
    public void More_lost_packets_than_sound_like_the_voice_become_silence()
    {
        Add(1);
        Add(30);
        Pass(60);

        Assert.Equal("1" + string.Concat(Enumerable.Repeat(" conceal:960", 28)) + " 30", Taken());
        Add(200);
        Pass(60);
        Assert.Equal(string.Concat(Enumerable.Repeat("conceal:960 ", 60)) + "200", Taken());
    }

    [Fact]
    public void The_more_the_packets_jitter_the_longer_a_gap_is_kept_open()
    {
        for (var i = 1; i < 200; i++)
        {
            Pass(i % 2 == 0 ? 5 : 35);
            Add(i);
            Taken();
        }

        Add(201);
        Pass(44);
        Assert.Equal("", Taken());
        Pass(16);
        Assert.Equal("recover<201 201", Taken());
    }

    [Fact]
    public void Late_and_repeated_packets_are_dropped()
    {
        Add(1);
        Add(1);
        Add(3);
        Assert.Equal("1", Taken());
        Pass(20);
        Assert.Equal("recover<3 3", Taken());
        Add(2);
        Add(1);
        Add(4);
        Assert.Equal("4", Taken());
        Assert.Equal(3, _buffer.Dropped);
    }

    [Fact]
    public void Numbers_and_timestamps_may_wrap()
    {
        Add(65_535, timestamp: uint.MaxValue - 959);
        Add(65_536, timestamp: 0);
        Add(65_537, timestamp: 960);

        Assert.Equal("65535 0 1", Taken());
    }

    [Fact]
    public void A_pause_of_the_sender_s_takes_its_time()
    {
        Add(1, timestamp: 960);
        Add(2, timestamp: 960 * 4);
        Assert.Equal("1 conceal:960 conceal:960 2", Taken());
    }

    [Fact]
    public void A_long_pause_of_the_sender_s_takes_a_second_at_most()
    {
        Add(1, timestamp: 960);
        Add(2, timestamp: 960 * 4000);
        Assert.Equal("1" + string.Concat(Enumerable.Repeat(" conceal:960", 50)) + " 2", Taken());
    }

    [Fact]
    public void While_a_sender_has_said_that_it_is_silent_silence_goes_on_in_its_time()
    {
        Add(1);
        Add(2, bytes: 1);
        Assert.Equal("1 2", Taken());
        Assert.Equal(TimeSpan.FromMilliseconds(40), _buffer.UntilNext(_now));
        Pass(40);
        Assert.Equal("conceal:960", Taken());
        Pass(20);
        Assert.Equal("conceal:960", Taken());

        // 400 ms after the silence began, of which 40 ms were given.
        Pass(320);
        Add(3, timestamp: (2 * 960) + (20 * 960));
        Assert.Equal(string.Concat(Enumerable.Repeat("conceal:960 ", 17)) + "3", Taken());
        Pass(1000);
        Assert.Equal("", Taken());
    }

    [Fact]
    public void A_reader_that_falls_behind_loses_the_oldest()
    {
        for (var i = 1; i <= JitterBuffer.Slots + 2; i++)
        {
            Add(i);
        }

        Assert.StartsWith("conceal:960 conceal:960 3 4 ", Taken(), StringComparison.Ordinal);
        Assert.Equal(2, _buffer.Dropped);
    }

    [Fact]
    public void A_sender_that_begins_anew_is_followed_and_a_stray_packet_is_not()
    {
        Add(1);
        Add(2);
        Assert.Equal("1 2", Taken());
        Add(40_000);
        Assert.Equal("", Taken());
        Add(3);
        Assert.Equal("3", Taken());
        Add(40_000);
        Add(40_001);
        Assert.Equal("40001", Taken());
        Add(7, ssrc: 2);
        Assert.Equal("7", Taken());
    }

    [Fact]
    public void Payloads_that_are_empty_or_too_long_are_dropped()
    {
        Add(1, bytes: 0);
        Add(2, bytes: JitterBuffer.PayloadBytes + 1);
        Add(3);

        Assert.Equal(("3", 2), (Taken(), _buffer.Dropped));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_packet()
    {
        var packet = RtpPackets.Of(1, new byte[100]);
        var number = 0;

        var bytes = Allocations.Of(
            100,
            () =>
            {
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)++number);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(number * 960));
                RtpPacket.TryRead(packet, out var read);
                _buffer.Add(read, _now);
                while (_buffer.Take(_now, _payload).Kind != NextAudioKind.Nothing) { }
            }
        );

        Assert.Equal(0, bytes);
    }

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void Whatever_comes_the_reader_gets_to_an_end()
    {
        var random = FuzzInputs.Random(20);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            Pass(random.Next(3));
            var stray = random.Next(100) == 0;
            Add(
                stray ? random.Next(65_536) : i + random.Next(-5, 5),
                random.Next(8) == 0 ? (uint)random.Next() : null,
                random.Next(0, 4),
                random.Next(5000) == 0 ? 2u : 1u
            );
            var taken = 0;
            while (_buffer.Take(_now, _payload) is { Kind: not NextAudioKind.Nothing } next)
            {
                Assert.InRange(next.ClockSamples, 1, 960);
                Assert.True(++taken < 300);
            }
        }

        Assert.True(_statistics.Received > 1000);
    }

    private void Pass(int ms) => _now += TimeSpan.FromMilliseconds(ms);

    private void Add(int number, uint? timestamp = null, int bytes = 40, uint ssrc = 1)
    {
        Span<byte> payload = stackalloc byte[bytes];
        payload.Clear();
        if (bytes >= 4)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(payload, number);
        }

        Assert.True(RtpPacket.TryRead(RtpPackets.Of(number, payload, timestamp, ssrc), out var read));
        _buffer.Add(read, _now);
    }

    private string Taken()
    {
        var taken = new List<string>();
        while (_buffer.Take(_now, _payload) is { Kind: not NextAudioKind.Nothing } next)
        {
            var number = next.PayloadBytes switch
            {
                0 => "",
                < 4 => "2",
                _ => ((ushort)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(_payload)).ToString(
                    System.Globalization.CultureInfo.InvariantCulture
                ),
            };
            taken.Add(
                next.Kind switch
                {
                    NextAudioKind.Packet => number,
                    NextAudioKind.Recover => $"recover<{number}",
                    _ => $"conceal:{next.ClockSamples}",
                }
            );
        }

        return string.Join(' ', taken);
    }

    private sealed class TwentyMs : IPayloadClock
    {
        public int ClockHz => 48_000;

        public int DurationOf(ReadOnlySpan<byte> payload) => 960;
    }
}

using System.Buffers.Binary;
using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Jitter;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Tests.Fuzzing;
using LocalVoice.WebRtc.Tests.Rtp;

namespace LocalVoice.WebRtc.Tests.Jitter;

/// <summary>Streams whose numbers, times and sources are whatever their sender likes.</summary>
[Trait("Category", FuzzInputs.Category)]
public sealed class JitterFuzzTests
{
    private const int PacketMs = 20;
    private const uint GoodSource = 77;

    // SILK of 60 ms, as many as its second byte says: with two they are 120 ms.
    private const byte Longest = 0x1B;

    // A gap is kept open for 60 ms at most, and silence goes on after the longest packet, of 120 ms.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(60 + 120);

    private readonly Random _random = new(FuzzInputs.Seed(1));
    private readonly JitterBuffer _buffer = new(new OpusVoiceDecoder(), new(OpusTiming.ClockHz));
    private readonly byte[] _payload = new byte[JitterBuffer.PayloadBytes];
    private readonly byte[] _packet = RtpPackets.Of(1, new byte[JitterBuffer.PayloadBytes]);
    private TimeSpan _now;
    private long _made;

    [Fact]
    public void Whatever_comes_is_given_or_dropped_in_bounded_time_and_memory()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            _now += TimeSpan.FromMilliseconds(_random.Next(PacketMs * 2));
            Add(
                _random.Next(8) == 0 ? _random.Next(65_536) : i + _random.Next(-5, 5),
                _random.Next(6) == 0 ? _random.Next() : i * 960,
                (uint)_random.Next(100) / 98
            );
            Drain();
            Require(_buffer.UntilNext(_now) is not { } due || (due >= TimeSpan.Zero && due <= LongestDelay), "It waits too long.");
        }

        // Once for each thing that is compiled or begun; a byte a packet would be as much.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Math.Max(64 * 1024, FuzzInputs.Count / 2));
        Assert.Equal(5, GoodPacketsHeard());
    }

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(11, 11 * 5760)]
    public void What_is_made_up_is_as_long_as_the_time_that_passes_whatever_the_sender_says(int numbers, int samples)
    {
        const int Packets = 2_000;
        for (var i = 0; i < Packets; i++)
        {
            _now += TimeSpan.FromMilliseconds(1);
            Add(i * numbers, i * samples, GoodSource, isLongest: true);
            Drain();
        }

        _now += TimeSpan.FromSeconds(1);
        Drain();
        var most = _now + MadeUpAudio.Most + TimeSpan.FromMilliseconds(120);
        Assert.InRange(TimeSpan.FromSeconds(_made / (double)OpusTiming.ClockHz), TimeSpan.FromSeconds(1), most);
    }

    private void Add(int number, int timestamp, uint source, bool isLongest = false)
    {
        var bytes = !isLongest && _random.Next(8) == 0 ? _random.Next(_random.Next(2) == 0 ? 4 : JitterBuffer.PayloadBytes) : 40;
        BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), (ushort)number);
        BinaryPrimitives.WriteInt32BigEndian(_packet.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(8), source);
        (_packet[RtpPacket.HeaderBytes], _packet[RtpPacket.HeaderBytes + 1]) = isLongest
            ? (Longest, (byte)2)
            : ((byte)_random.Next(256), (byte)0);
        Require(RtpPacket.TryRead(_packet.AsSpan(0, RtpPacket.HeaderBytes + bytes), out var packet), "It is a packet.");
        _buffer.Add(packet, _now);
    }

    /// <summary>Takes all that there is, which is no more than what fits, and a second of silence before each.</summary>
    private void Drain()
    {
        var most = JitterBuffer.Slots * 52;
        while (_buffer.Take(_now, _payload) is { Kind: not NextAudioKind.Nothing } next)
        {
            _made += next.Kind == NextAudioKind.Conceal ? next.ClockSamples : 0;
            Require(next.ClockSamples is >= 0 and <= 5760, "It is longer than a packet can be.");
            Require(most-- > 0, "It gives without end.");
        }
    }

    private int GoodPacketsHeard()
    {
        var heard = 0;
        for (var i = 0; i < 5; i++)
        {
            _now += TimeSpan.FromMilliseconds(PacketMs);
            Assert.True(RtpPacket.TryRead(RtpPackets.Of(i, [0xFC, 1, 2, 3], ssrc: GoodSource), out var packet));
            _buffer.Add(packet, _now);
            while (_buffer.Take(_now, _payload) is { Kind: not NextAudioKind.Nothing } next)
            {
                heard += next.Kind == NextAudioKind.Packet ? 1 : 0;
            }
        }

        return heard;
    }

    // Assert's own would allocate.
    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            Assert.Fail(otherwise);
        }
    }
}

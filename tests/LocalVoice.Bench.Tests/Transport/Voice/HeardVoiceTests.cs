using LocalVoice.Bench.Transport.Link;
using LocalVoice.Bench.Transport.Voice;
using LocalVoice.WebRtc.Rtp;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Bench.Tests.Transport.Voice;

public sealed class HeardVoiceTests : IDisposable
{
    private const int FrameSamples = 480;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly List<HeardFrame> _frames = [];
    private readonly List<byte[]> _packets = [];
    private readonly SentVoice _sent;
    private readonly HeardVoice _heard;

    public HeardVoiceTests()
    {
        _sent = new(new RtpStream(7, OfferText.PayloadType), packet => _packets.Add(packet.ToArray()));
        _heard = new(OfferText.PayloadType, _frames.Add, _time);
        for (var i = 0; i < 6; i++)
        {
            _sent.Send(new short[FrameSamples]);
        }
    }

    public void Dispose() => _heard.Dispose();

    [Fact]
    public void Packets_in_order_are_heard_as_they_come()
    {
        Arrive(0);
        Arrive(1);

        Assert.Equal([true, false], _frames.Select(frame => frame.Begins));
        Assert.Equal(new HeardCount(2, 0), _heard.Count);
    }

    [Fact]
    public void A_lost_packet_is_waited_for_and_then_counts_as_concealed()
    {
        Arrive(0);
        Arrive(2);
        Assert.Single(_frames);

        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(3, _frames.Count);
        Assert.Equal(new HeardCount(3, 1), _heard.Count);
    }

    [Fact]
    public void Time_in_which_nothing_was_sent_is_not_heard_as_silence()
    {
        Arrive(0);
        _time.Advance(TimeSpan.FromSeconds(2));
        Arrive(1, clockLater: 96_000);

        Assert.Equal([true, true], _frames.Select(frame => frame.Begins));
        Assert.Equal(new HeardCount(2, 0), _heard.Count);
    }

    private void Arrive(int number, uint clockLater = 0)
    {
        _time.Advance(Frame);
        var packet = _packets[number];
        if (clockLater > 0)
        {
            var timestamp = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)) + clockLater;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), timestamp);
        }

        _heard.Receive(packet);
    }
}

using LocalVoice.Testing.Memory;
using LocalVoice.WebRtc.Codecs;

namespace LocalVoice.WebRtc.Tests.Codecs;

public sealed class OpusVoiceTests
{
    private const int ToneHz = 400;
    private readonly OpusVoiceEncoder _encoder = new();
    private readonly OpusVoiceDecoder _decoder = new();
    private readonly short[] _samples = new short[CallAudio.MostUserSamples];

    [Fact]
    public void What_is_encoded_at_24_kHz_is_heard_at_16()
    {
        var heard = new List<short>();
        foreach (var packet in Encoded(50))
        {
            Assert.Equal(960, _decoder.DurationOf(packet));
            var length = _decoder.Decode(packet, _samples);
            heard.AddRange(_samples[..length]);
        }

        Assert.InRange(heard.Count, 15_900, 16_000);
        Assert.InRange(Level(heard.Skip(1600)), 0.9 * Level(Tone(0, 4800)), 1.1 * Level(Tone(0, 4800)));
        Assert.InRange(Crossings(heard.Skip(1600)), (2 * ToneHz * 0.9) - 5, (2 * ToneHz * 0.9) + 5);
    }

    [Fact]
    public void The_bit_rate_is_that_of_good_speech()
    {
        var bytes = Encoded(100).Skip(10).Average(packet => packet.Length);

        Assert.InRange(bytes * 8 * 50, 20_000, 40_000);
    }

    [Fact]
    public void A_lost_packet_sounds_on_rather_than_breaks_off()
    {
        var packets = Encoded(30);
        packets[..20].ForEach(packet => _decoder.Decode(packet, _samples));

        var length = _decoder.Conceal(960, _samples);

        Assert.Equal(320, length);
        Assert.True(Level(_samples[..length]) > 0.5 * Level(Tone(0, 4800)));
    }

    [Fact]
    public void With_loss_a_packet_is_recovered_from_the_next_one()
    {
        _encoder.LossPercent = 20;
        var packets = SpeechLike(30);
        packets[..20].ForEach(packet => _decoder.Decode(packet, _samples));

        var length = _decoder.Recover(packets[21], 960, _samples);

        Assert.Equal(320, length);
        Assert.Equal(320, _decoder.Decode(packets[21], _samples));
    }

    [Theory]
    [InlineData("00", 480)]
    [InlineData("08", 960)]
    [InlineData("18", 2880)]
    [InlineData("19", 5760)]
    [InlineData("60", 480)]
    [InlineData("68", 960)]
    [InlineData("80", 120)]
    [InlineData("98", 960)]
    [InlineData("9B06", 5760)]
    [InlineData("9B07", 0)]
    [InlineData("9B", 0)]
    [InlineData("9B00", 0)]
    [InlineData("", 0)]
    public void A_packet_s_first_bytes_tell_its_length(string packet, int samples) =>
        Assert.Equal(samples, OpusTiming.DurationOf(Convert.FromHexString(packet)));

    [Fact]
    public void A_frame_takes_little_memory_once_warm()
    {
        var frame = Tone(0, CallAudio.AgentFrameSamples);
        var payload = new byte[CallAudio.MostPayloadBytes];

        // 115 KiB of the codec's own work arrays (Concentus 2.2.2), for which no call of it takes buffers. Its modes without redundancy
        // take 63.
        Assert.InRange(Allocations.Of(20, () => _encoder.Encode(frame, payload)), 0, 20 * 160 * 1024);
    }

    private List<byte[]> Encoded(int frames) =>
        [.. Enumerable.Range(0, frames).Select(i => Encode(Tone(i * CallAudio.AgentFrameSamples, CallAudio.AgentFrameSamples)))];

    /// <summary>Syllables: a tone whose level and pitch change, as only a voice's do.</summary>
    private List<byte[]> SpeechLike(int frames) =>
        [
            .. Enumerable
                .Range(0, frames)
                .Select(i =>
                    Encode([
                        .. Enumerable
                            .Range(i * CallAudio.AgentFrameSamples, CallAudio.AgentFrameSamples)
                            .Select(n => (short)(6000 * Math.Sin(n / 30.0) * (1 + Math.Sin(n / 2000.0)) * Math.Sin(n / 13.0))),
                    ])
                ),
        ];

    private byte[] Encode(short[] frame)
    {
        var payload = new byte[CallAudio.MostPayloadBytes];
        return payload[.._encoder.Encode(frame, payload)];
    }

    private static short[] Tone(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(n => (short)(8000 * Math.Sin(2 * Math.PI * ToneHz * n / CallAudio.AgentHz)))];

    private static double Level(IEnumerable<short> samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private static int Crossings(IEnumerable<short> samples) =>
        samples.Zip(samples.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
}

using LocalVoice.WebRtc.Codecs;

namespace LocalVoice.WebRtc.Tests.Codecs;

public sealed class G711VoiceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tone_is_heard_as_it_is_said(bool isALaw)
    {
        var (encoder, decoder) = (new G711VoiceEncoder(isALaw), new G711VoiceDecoder(isALaw));
        var payload = new byte[CallAudio.MostPayloadBytes];
        var samples = new short[CallAudio.MostUserSamples];
        var heard = new List<short>();
        for (var i = 0; i < 50; i++)
        {
            var frame = Enumerable
                .Range(i * CallAudio.AgentFrameSamples, CallAudio.AgentFrameSamples)
                .Select(n => (short)(8000 * Math.Sin(2 * Math.PI * 400 * n / CallAudio.AgentHz)))
                .ToArray();
            Assert.Equal(160, encoder.Encode(frame, payload));
            Assert.Equal(160, decoder.DurationOf(payload.AsSpan(0, 160)));
            heard.AddRange(samples[..decoder.Decode(payload.AsSpan(0, 160), samples)]);
        }

        Assert.InRange(heard.Count, 15_900, 16_000);
        var level = Math.Sqrt(heard.Skip(800).Average(sample => (double)sample * sample));
        Assert.InRange(level, 0.95 * 8000 / Math.Sqrt(2), 1.05 * 8000 / Math.Sqrt(2));
    }

    [Fact]
    public void What_is_lost_is_silence_of_its_length()
    {
        var decoder = new G711VoiceDecoder(isALaw: false);
        var samples = new short[CallAudio.MostUserSamples];
        var length = Enumerable.Range(0, 50).Sum(_ => decoder.Conceal(160, samples));

        Assert.InRange(length, 15_900, 16_000);
        Assert.All(samples[..300], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Payloads_of_any_length_fit()
    {
        var decoder = new G711VoiceDecoder(isALaw: true);

        Assert.InRange(decoder.Decode(new byte[1275], new short[CallAudio.MostUserSamples]), 2400, CallAudio.MostUserSamples);
    }
}

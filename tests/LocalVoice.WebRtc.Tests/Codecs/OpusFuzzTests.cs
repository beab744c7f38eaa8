using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Tests.Fuzzing;

namespace LocalVoice.WebRtc.Tests.Codecs;

/// <summary>Payloads as a hostile caller's encoder may make them.</summary>
[Trait("Category", FuzzInputs.Category)]
public sealed class OpusFuzzTests
{
    private const int HonestPackets = 50;

    // A packet takes a hundred times as long to decode as to read.
    private static readonly int Payloads = FuzzInputs.Count / 10;

    [Fact]
    public void Changed_payloads_give_samples_or_silence_and_harm_none_after_them()
    {
        var garbage = new ByteGarbage(FuzzInputs.Seed(1));
        var random = new Random(FuzzInputs.Seed(1));
        var honest = Speech();
        var decoder = new OpusVoiceDecoder();
        var samples = new short[CallAudio.MostUserSamples];
        for (var i = 0; i < Payloads; i++)
        {
            var payload = garbage.Of(honest[i % HonestPackets]);
            var lost = random.Next(5_760);
            var length = random.Next(16) switch
            {
                0 => decoder.Conceal(lost, samples),
                1 => decoder.Recover(payload, lost, samples),
                _ => decoder.Decode(payload, samples),
            };

            Assert.InRange(length, 0, CallAudio.MostUserSamples);
        }

        honest.ForEach(packet => Assert.Equal(320, decoder.Decode(packet, samples)));
    }

    /// <summary>Of all modes: syllables at several complexities and bit rates would be the codec's own choice.</summary>
    private static List<byte[]> Speech()
    {
        var encoder = new OpusVoiceEncoder { LossPercent = 20 };
        var payload = new byte[CallAudio.MostPayloadBytes];
        return
        [
            .. Enumerable
                .Range(0, HonestPackets)
                .Select(i =>
                {
                    var frame = Enumerable
                        .Range(i * CallAudio.AgentFrameSamples, CallAudio.AgentFrameSamples)
                        .Select(n => (short)(6000 * Math.Sin(n / 30.0) * (1 + Math.Sin(n / 2000.0)) * Math.Sin(n / 13.0)))
                        .ToArray();
                    return payload[..encoder.Encode(frame, payload)];
                }),
        ];
    }
}

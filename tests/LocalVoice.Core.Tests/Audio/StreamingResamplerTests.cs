using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class StreamingResamplerTests
{
    private const double ToneHz = 1000;

    [Theory]
    [InlineData(48_000, 16_000)]
    [InlineData(24_000, 16_000)]
    [InlineData(16_000, 24_000)]
    [InlineData(22_050, 24_000)]
    [InlineData(22_050, 8_000)]
    [InlineData(8_000, 16_000)]
    [InlineData(44_100, 16_000)]
    public void A_tone_keeps_its_pitch_phase_and_level(int from, int to)
    {
        var output = Resample(Tone(from, 2), from, to, from / 50);

        // The beginning and the end border on silence; in between it is the tone itself, delayed by nothing.
        var (signal, noise) = (0.0, 0.0);
        for (var i = to / 10; i < output.Length - (to / 10); i++)
        {
            var ideal = 0.5 * Math.Sin(2 * Math.PI * ToneHz * i / to);
            signal += ideal * ideal;
            noise += (output[i] - ideal) * (output[i] - ideal);
        }

        Assert.True(10 * Math.Log10(signal / noise) > 70, $"SNR is {10 * Math.Log10(signal / noise):0.0} dB.");
    }

    [Fact]
    public void A_tone_in_20_ms_frames_from_48_to_16_to_24_kHz_stays_gapless()
    {
        var output = Resample(Resample(Tone(48_000, 2), 48_000, 16_000, 960), 16_000, 24_000, 320);

        for (var i = 2400; i < output.Length - 2400; i++)
        {
            Assert.Equal(0.5 * Math.Sin(2 * Math.PI * ToneHz * i / 24_000), output[i], 1e-3);
        }
    }

    [Theory]
    [InlineData(48_000, 16_000)]
    [InlineData(16_000, 24_000)]
    [InlineData(22_050, 24_000)]
    [InlineData(44_100, 16_000)]
    public void The_length_is_exact_over_minutes(int from, int to)
    {
        var resampler = new StreamingResampler(from, to);
        var input = new float[from / 50];
        var output = new float[resampler.MaxOutput(input.Length) + 4096];
        long written = 0;
        for (var frame = 0; frame < 5 * 60 * 50; frame++)
        {
            written += resampler.Process(input, output);
        }

        written += resampler.Flush(output);
        var samples = 5L * 60 * 50 * input.Length;
        Assert.Equal(((samples * to) + from - 1) / from, written);
    }

    [Fact]
    public void Frequencies_that_the_lower_rate_cannot_carry_are_gone()
    {
        var input = Enumerable.Range(0, 48_000).Select(i => (float)Math.Sin(2 * Math.PI * 11_000 * i / 48_000)).ToArray();

        var output = Resample(input, 48_000, 16_000, 960);

        Assert.InRange(SoundLevel.RmsDbfs(output.AsSpan(1600, 12_800)), -120, -80);
    }

    [Fact]
    public void Equal_rates_pass_samples_through()
    {
        var input = Tone(16_000, 0.1);

        Assert.Equal(input, Resample(input, 16_000, 16_000, 100));
    }

    [Fact]
    public void After_a_reset_it_is_as_new()
    {
        var resampler = new StreamingResampler(48_000, 16_000);
        var first = new float[4096];
        var second = new float[4096];
        var tone = Tone(48_000, 0.02);
        resampler.Process(tone, first);

        resampler.Reset();
        resampler.Process(tone, second);

        Assert.Equal(first, second);
    }

    internal static float[] Resample(float[] input, int from, int to, int frame)
    {
        var resampler = new StreamingResampler(from, to);
        var output = new List<float>();
        for (var start = 0; start < input.Length; start += frame)
        {
            Take(input.AsSpan(start, Math.Min(frame, input.Length - start)));
        }

        var rest = new float[resampler.MaxOutput(256)];
        output.AddRange(rest.AsSpan(0, resampler.Flush(rest)));
        return [.. output];

        void Take(ReadOnlySpan<float> part)
        {
            var room = new float[resampler.MaxOutput(part.Length)];
            output.AddRange(room.AsSpan(0, resampler.Process(part, room)));
        }
    }

    private static float[] Tone(int rateHz, double seconds) =>
        [.. Enumerable.Range(0, (int)(rateHz * seconds)).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * ToneHz * i / rateHz)))];
}

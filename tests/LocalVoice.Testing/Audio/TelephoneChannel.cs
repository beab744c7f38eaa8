using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Testing.Audio;

/// <summary>What a telephone makes of a recording: 8 kHz and µ-law (ITU-T G.711), and of an old one 300 to 3400 Hz.</summary>
public static class TelephoneChannel
{
    private const int WideHz = 16_000;
    private const int NarrowHz = 8_000;
    private const double LowestHz = 300;
    private const double HighestHz = 3_400;

    // Of each side; 60 dB down at 100 Hz with Blackman's window.
    private const int Taps = 128;

    private static readonly double[] BandPass = Design();

    /// <param name="samples">16 kHz, −1…1.</param>
    /// <param name="gainDb">Of the line, before it is encoded.</param>
    /// <returns>µ-law at 8 kHz.</returns>
    public static byte[] Encode(ReadOnlySpan<float> samples, double gainDb = 0)
    {
        var narrow = Narrow(samples);
        var factor = Math.Pow(10, gainDb / 20);
        return [.. narrow.Select((_, i) => G711.EncodeMuLaw(Pcm16.FromFloat((float)(factor * Filtered(narrow, i)))))];
    }

    /// <summary>As a digital handset does it: without the filter, so that low voices stay whole.</summary>
    public static byte[] EncodeDigital(ReadOnlySpan<float> samples) =>
        [.. Narrow(samples).Select(sample => G711.EncodeMuLaw(Pcm16.FromFloat(sample)))];

    /// <param name="muLaw">At 8 kHz.</param>
    /// <returns>16 kHz, −1…1: as a server hears it.</returns>
    public static float[] Decode(ReadOnlySpan<byte> muLaw)
    {
        var narrow = new float[muLaw.Length];
        AudioDecoding.Decode(new AudioFormat(AudioEncoding.MuLaw, NarrowHz), muLaw, narrow);
        return Resampled(narrow, NarrowHz, WideHz);
    }

    private static float[] Narrow(ReadOnlySpan<float> samples) => Resampled(samples, WideHz, NarrowHz);

    private static float[] Resampled(ReadOnlySpan<float> samples, int fromHz, int toHz)
    {
        var resampler = new StreamingResampler(fromHz, toHz);
        var resampled = new float[resampler.MaxOutput(samples.Length) + resampler.MaxOutput(64)];
        var count = resampler.Process(samples, resampled);
        count += resampler.Flush(resampled.AsSpan(count));
        return resampled[..count];
    }

    private static double Filtered(ReadOnlySpan<float> samples, int at)
    {
        var sum = 0.0;
        for (var k = Math.Max(-Taps, at - samples.Length + 1); k <= Math.Min(Taps, at); k++)
        {
            sum += BandPass[k + Taps] * samples[at - k];
        }

        return sum;
    }

    private static double[] Design()
    {
        var taps = new double[(2 * Taps) + 1];
        for (var k = -Taps; k <= Taps; k++)
        {
            var window = 0.42 + (0.5 * Math.Cos(Math.PI * k / (Taps + 1))) + (0.08 * Math.Cos(2 * Math.PI * k / (Taps + 1)));
            taps[k + Taps] = window * (LowPass(HighestHz, k) - LowPass(LowestHz, k));
        }

        return taps;
    }

    private static double LowPass(double cutoffHz, int k)
    {
        var share = 2 * cutoffHz / NarrowHz;
        return k == 0 ? share : Math.Sin(Math.PI * share * k) / (Math.PI * k);
    }
}

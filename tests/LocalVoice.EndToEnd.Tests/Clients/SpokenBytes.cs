using System.Runtime.InteropServices;
using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>Recordings as clients send them.</summary>
internal static class SpokenBytes
{
    public const int RateHz = 24_000;
    public const int TelephoneRateHz = 8_000;

    /// <summary>16-bit samples at 24 kHz, with a little silence before them.</summary>
    public static byte[] Of(SpokenSample sample) => MemoryMarshal.AsBytes(Samples(sample, RateHz).AsSpan()).ToArray();

    /// <summary>µ-law at 8 kHz, with a little silence before it.</summary>
    public static byte[] MuLawOf(SpokenSample sample) => [.. Samples(sample, TelephoneRateHz).Select(G711.EncodeMuLaw)];

    /// <summary>16-bit samples at 24 kHz.</summary>
    public static byte[] Silence(double seconds) => new byte[2 * (int)(seconds * RateHz)];

    private static short[] Samples(SpokenSample sample, int rateHz)
    {
        var resampler = new StreamingResampler(16_000, rateHz);
        float[] padded = [.. SpokenSamples.Silence(0.3), .. sample.Samples.Span];
        var output = new float[resampler.MaxOutput(padded.Length)];
        var length = resampler.Process(padded, output);
        return [.. output.Take(length).Select(value => (short)(32767 * Math.Clamp(value, -1, 1)))];
    }
}

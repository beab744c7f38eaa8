using System.Numerics;

namespace LocalVoice.Audio;

/// <summary>Sound level in dB relative to full scale.</summary>
public static class SoundLevel
{
    /// <summary>Level of digital silence, and lower bound of every result.</summary>
    public const double SilenceDbfs = -120;

    /// <summary>Root mean square of <paramref name="samples"/> (−1…1), at least <see cref="SilenceDbfs"/>.</summary>
    public static double RmsDbfs(ReadOnlySpan<float> samples) => FromMeanSquare(MeanSquare(samples));

    /// <summary>Root mean square of 16-bit <paramref name="samples"/>, at least <see cref="SilenceDbfs"/>.</summary>
    public static double RmsDbfs(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty)
        {
            return SilenceDbfs;
        }

        var sum = 0L;
        foreach (var sample in samples)
        {
            sum += (long)sample * sample;
        }

        return FromMeanSquare((double)sum / samples.Length / ((double)Pcm16.FullScale * Pcm16.FullScale));
    }

    /// <summary>Mean of the squares of <paramref name="samples"/> (−1…1): 0…1; 0 for none.</summary>
    public static double MeanSquare(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
        {
            return 0;
        }

        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var part = new Vector<float>(samples[i..]);
            sum += part * part;
        }

        var energy = (double)Vector.Sum(sum);
        for (; i < samples.Length; i++)
        {
            energy += samples[i] * samples[i];
        }

        return energy / samples.Length;
    }

    /// <summary>Level of a mean square (0…1), at least <see cref="SilenceDbfs"/>.</summary>
    public static double FromMeanSquare(double meanSquare) => Math.Max(SilenceDbfs, 10 * Math.Log10(Math.Max(0, meanSquare) + 1e-12));
}

using System.Numerics;

namespace LocalVoice.Audio;

/// <summary>Loudness in dB relative to full scale.</summary>
public static class SoundLevel
{
    /// <summary>What digital silence measures.</summary>
    public const double SilenceDbfs = -120;

    /// <summary>Root mean square of <paramref name="samples"/> (−1…1), at least <see cref="SilenceDbfs"/>.</summary>
    public static double RmsDbfs(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
        {
            return SilenceDbfs;
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

        return Math.Max(SilenceDbfs, 10 * Math.Log10((energy / samples.Length) + 1e-12));
    }
}

using LocalVoice.Audio;

namespace LocalVoice.Testing.Audio;

/// <summary>
/// What has the level of speech, without its words: syllables of 80…250 ms at levels of their own, with gaps and pauses. The same
/// for the same seed.
/// </summary>
public static class SyllableVoice
{
    /// <param name="seconds">How long.</param>
    /// <param name="dbfs">RMS level of the whole.</param>
    public static float[] Speak(double seconds, double dbfs, int seed, int rateHz = 24_000)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * rateHz)];
        for (var start = 0; start < samples.Length; )
        {
            var syllable = Milliseconds(random, 80, 250, rateHz);
            Sound(samples.AsSpan(start, Math.Min(syllable, samples.Length - start)), random, rateHz);
            start += syllable + (random.Next(8) == 0 ? Milliseconds(random, 80, 150, rateHz) : Milliseconds(random, 10, 50, rateHz));
        }

        return AtLevel(samples, dbfs);
    }

    /// <summary>Six voices at once, in which nobody is understood.</summary>
    public static float[] Babble(double seconds, double dbfs, int seed, int rateHz = 24_000)
    {
        var sum = new float[(int)(seconds * rateHz)];
        for (var voice = 0; voice < 6; voice++)
        {
            var one = Speak(seconds, dbfs, (seed * 10) + voice, rateHz);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += one[i];
            }
        }

        return AtLevel(sum, dbfs);
    }

    /// <summary>Eight harmonics of a pitch that glides by a fifth, as in speech: no single tone that a room may swallow.</summary>
    private static void Sound(Span<float> syllable, Random random, int rateHz)
    {
        var (pitch, glide) = (random.Next(110, 220), (random.NextDouble() - 0.5) * 0.4);
        var loudness = Math.Pow(10, -12 * random.NextDouble() / 20);
        var phase = 0.0;
        for (var i = 0; i < syllable.Length; i++)
        {
            var at = (double)i / syllable.Length;
            phase += 2 * Math.PI * pitch * (1 + (glide * at)) / rateHz;
            var tone = 0.3 * (random.NextDouble() - 0.5);
            for (var harmonic = 1; harmonic <= 8; harmonic++)
            {
                tone += Math.Sin(harmonic * phase) / harmonic;
            }

            syllable[i] = (float)(loudness * tone * Math.Sin(Math.PI * at));
        }
    }

    private static float[] AtLevel(float[] samples, double dbfs)
    {
        var gain = (float)Math.Pow(10, (dbfs - SoundLevel.RmsDbfs(samples)) / 20);
        foreach (ref var sample in samples.AsSpan())
        {
            sample *= gain;
        }

        return samples;
    }

    private static int Milliseconds(Random random, int from, int to, int rateHz) => random.Next(from, to) * rateHz / 1000;
}

using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>Sounds without words, made of noise; 16 kHz, the same for the same seed.</summary>
public sealed class NoiseSounds(int seed)
{
    private const int RateHz = 16_000;

    // Of each sound's loudest 100 ms, dBFS: from as loud as the user to 20 dB below.
    private static readonly double[] Levels = [-26, -32, -38, -46];

    private static readonly (string Name, Func<Random, float[]> Make)[] Kinds =
    [
        ("cough", Cough),
        ("knock", Knock),
        ("keys", Keys),
        ("hiss", random => PinkNoise.Of(RateHz, random)),
    ];

    /// <param name="babble">Several others at once, for as many noises more; empty for none.</param>
    public IEnumerable<OverlapSound> Of(IReadOnlyList<float[]> babble)
    {
        var (random, others) = (new Random(seed), new Babble(babble));
        for (var i = 0; ; i++)
        {
            var level = Levels[i / (Kinds.Length + 1) % Levels.Length];
            var kind = i % (Kinds.Length + 1);
            if (kind < Kinds.Length)
            {
                var (name, make) = Kinds[kind];
                yield return At(level, name, make(random));
            }
            else if (babble.Count > 0)
            {
                yield return At(Math.Min(level, -38), "babble", others.Of(RateHz * 3 / 2, random));
            }
        }
    }

    private static OverlapSound At(double level, string name, float[] samples)
    {
        Voiced.Scale(samples, level - Loudest(samples));
        return new(OverlapKind.Noise, FormattableString.Invariant($"{name} {level:0} dBFS"), Recording.FromFloats(samples, RateHz));
    }

    private static double Loudest(float[] samples)
    {
        var (window, loudest) = (RateHz / 10, SoundLevel.SilenceDbfs);
        for (var start = 0; start < samples.Length; start += window)
        {
            loudest = Math.Max(loudest, SoundLevel.RmsDbfs(samples.AsSpan(start, Math.Min(window, samples.Length - start))));
        }

        return loudest;
    }

    /// <summary>Two bursts that fall by 60 dB within 300 ms, and what the throat rings at.</summary>
    private static float[] Cough(Random random)
    {
        var samples = new float[RateHz * 7 / 10];
        foreach (var start in (int[])[0, RateHz * 35 / 100])
        {
            for (var i = 0; i < RateHz * 3 / 10; i++)
            {
                var decay = Math.Exp(-i / (0.043 * RateHz)) * Math.Min(1, i / (0.008 * RateHz));
                var ring = Math.Sin(2 * Math.PI * 420 * i / RateHz);
                samples[start + i] += (float)(decay * ((random.NextDouble() * 2) - 1 + (0.4 * ring)));
            }
        }

        return samples;
    }

    /// <summary>Three knocks on wood.</summary>
    private static float[] Knock(Random random)
    {
        var samples = new float[RateHz];
        for (var knock = 0; knock < 3; knock++)
        {
            var start = (knock * RateHz / 4) + random.Next(RateHz / 50);
            for (var i = 0; i < RateHz / 10; i++)
            {
                samples[start + i] += (float)(Math.Exp(-i / (0.012 * RateHz)) * Math.Sin(2 * Math.PI * 190 * i / RateHz));
            }
        }

        return samples;
    }

    /// <summary>A keyboard: short clicks at uneven times.</summary>
    private static float[] Keys(Random random)
    {
        var samples = new float[RateHz * 12 / 10];
        for (var start = 0; start < RateHz; start += (RateHz / 9) + random.Next(RateHz / 14))
        {
            for (var i = 0; i < RateHz / 120; i++)
            {
                samples[start + i] += (float)(Math.Exp(-i / (0.002 * RateHz)) * ((random.NextDouble() * 2) - 1));
            }
        }

        return samples;
    }
}

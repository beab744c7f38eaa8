namespace LocalVoice.Core.Turns.Echo;

/// <summary>How well the input's level follows what was played a delay before.</summary>
/// <param name="Delay">In frames of 10 ms.</param>
/// <param name="Correlation">−1…1, of the levels in dB; 0 where one of them does not change.</param>
internal readonly record struct EnvelopeMatch(int Delay, double Correlation)
{
    // A louder envelope than this moves: a steady tone matches any other.
    private const double LeastVarianceDb = 4;
    private const double LeastRangeDb = 10;
    private const double MostRangeDb = 40;

    /// <summary>
    /// The best match of the newest frames, at any delay between two. Both levels are cut off at as much below their peaks as the
    /// input's noise is: what is below it says nothing.
    /// </summary>
    /// <param name="input">At most 200 frames with the longest delay.</param>
    public static EnvelopeMatch Find(LevelTimeline input, LevelTimeline played, int frames, int shortest, int longest)
    {
        var (inputPeak, inputNoise) = Range(input, frames);
        var (playedPeak, _) = Range(played, frames + longest);
        var range = Math.Clamp(inputPeak - inputNoise, LeastRangeDb, MostRangeDb);
        Span<float> heard = stackalloc float[frames];
        Span<float> said = stackalloc float[frames];
        Center(input, 0, (float)(inputPeak - range), heard);
        var best = new EnvelopeMatch(shortest, -1);
        for (var delay = shortest; delay <= longest; delay++)
        {
            Center(played, delay, (float)(playedPeak - range), said);
            if (Correlate(heard, said) is var correlation && correlation > best.Correlation)
            {
                best = new(delay, correlation);
            }
        }

        return best;
    }

    private static (double Peak, double Noise) Range(LevelTimeline levels, int frames)
    {
        Span<float> sorted = stackalloc float[frames];
        for (var ago = 0; ago < frames; ago++)
        {
            sorted[ago] = levels[ago];
        }

        sorted.Sort();
        return (sorted[frames * 95 / 100], sorted[frames / 10]);
    }

    private static void Center(LevelTimeline levels, int delay, float floor, Span<float> centered)
    {
        var mean = 0f;
        for (var i = 0; i < centered.Length; i++)
        {
            centered[i] = Math.Max(floor, levels[i + delay]);
            mean += centered[i] / centered.Length;
        }

        foreach (ref var level in centered)
        {
            level -= mean;
        }
    }

    private static double Correlate(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (both, first, second) = (0f, 0f, 0f);
        for (var i = 0; i < one.Length; i++)
        {
            both += one[i] * other[i];
            first += one[i] * one[i];
            second += other[i] * other[i];
        }

        return Math.Min(first, second) < LeastVarianceDb * one.Length ? 0 : both / Math.Sqrt((double)first * second);
    }
}

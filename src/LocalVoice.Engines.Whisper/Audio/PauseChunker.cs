using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Splits audio longer than the model's 30 s window at its quietest point.</summary>
internal static class PauseChunker
{
    // 30 s: Whisper's window. The cut range (25…30 s), window (100 ms) and hop (20 ms) were chosen by trial, not
    // measured.
    private const int RateHz = 16_000;
    private const int LongestSamples = 30 * RateHz;
    private const int EarliestCutSamples = 25 * RateHz;
    private const int WindowSamples = RateHz / 10;
    private const int HopSamples = RateHz / 50;

    /// <summary>Consecutive ranges that cover all samples, each at most 30 s. Appended audio does not move earlier cuts.</summary>
    public static List<Range> Split(ReadOnlySpan<float> samples)
    {
        var ranges = new List<Range>();
        var start = 0;
        while (samples.Length - start > LongestSamples)
        {
            var cut = start + QuietestAround(samples.Slice(start, LongestSamples));
            ranges.Add(start..cut);
            start = cut;
        }

        ranges.Add(start..samples.Length);
        return ranges;
    }

    private static int QuietestAround(ReadOnlySpan<float> chunk)
    {
        var (best, lowest) = (chunk.Length, double.PositiveInfinity);
        for (var at = EarliestCutSamples; at + WindowSamples <= chunk.Length; at += HopSamples)
        {
            var energy = SoundLevel.MeanSquare(chunk.Slice(at, WindowSamples));
            if (energy < lowest)
            {
                (best, lowest) = (at + (WindowSamples / 2), energy);
            }
        }

        return best;
    }
}

using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Cuts what is longer than the model's 30 s window where it is quietest.</summary>
internal static class PauseChunker
{
    private const int RateHz = 16_000;
    private const int LongestSamples = 30 * RateHz;
    private const int EarliestCutSamples = 25 * RateHz;
    private const int WindowSamples = RateHz / 10;
    private const int HopSamples = RateHz / 50;

    /// <summary>Ranges that follow each other and cover everything; each at most 30 s. More audio does not move earlier cuts.</summary>
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

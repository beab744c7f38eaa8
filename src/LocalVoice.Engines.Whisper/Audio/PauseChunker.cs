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
    public static List<Range> Split(UtteranceAudio audio)
    {
        var ranges = new List<Range>();
        var start = 0;
        while (audio.Length - start > LongestSamples)
        {
            using var end = audio.Rent((start + EarliestCutSamples)..(start + LongestSamples));
            var cut = start + EarliestCutSamples + QuietestIn(end.Samples.Span);
            ranges.Add(start..cut);
            start = cut;
        }

        ranges.Add(start..audio.Length);
        return ranges;
    }

    private static int QuietestIn(ReadOnlySpan<float> samples)
    {
        var (best, lowest) = (samples.Length, double.PositiveInfinity);
        for (var at = 0; at + WindowSamples <= samples.Length; at += HopSamples)
        {
            var energy = SoundLevel.MeanSquare(samples.Slice(at, WindowSamples));
            if (energy < lowest)
            {
                (best, lowest) = (at + (WindowSamples / 2), energy);
            }
        }

        return best;
    }
}

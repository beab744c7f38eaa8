using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>
/// Splits audio that is longer than people usually talk at a time at quiet points: a decode under way cannot be stopped,
/// and whoever talks meanwhile waits for it.
/// </summary>
internal static class PauseChunker
{
    // The longest undivided (12 s), the cut range (6…10 s, which leaves at least 2 s), window (100 ms) and hop (20 ms) were
    // chosen by trial, not measured. Whisper's own window is 30 s.
    private const int RateHz = 16_000;
    private const int LongestSamples = 12 * RateHz;
    private const int EarliestCutSamples = 6 * RateHz;
    private const int LatestCutSamples = 10 * RateHz;
    private const int WindowSamples = RateHz / 10;
    private const int HopSamples = RateHz / 50;

    /// <summary>
    /// Consecutive ranges that cover all samples from the start on, each at most 12 s, each found when it is asked for. Appended
    /// audio does not move earlier cuts.
    /// </summary>
    /// <param name="start">Where to begin.</param>
    public static IEnumerable<Range> Split(UtteranceAudio audio, int start = 0)
    {
        while (audio.Length - start > LongestSamples)
        {
            var cut = CutAfter(start, audio);
            yield return start..cut;
            start = cut;
        }

        yield return start..audio.Length;
    }

    private static int CutAfter(int start, UtteranceAudio audio)
    {
        using var end = audio.Rent((start + EarliestCutSamples)..(start + LatestCutSamples));
        return start + EarliestCutSamples + QuietestIn(end.Samples.Span);
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

using LocalVoice.Configuration;

namespace LocalVoice.Engines.Whisper;

/// <summary>Limits for a plausible transcript. A decode beyond one is repeated once at the full audio context, then discarded.</summary>
public sealed class WhisperGuardOptions
{
    /// <summary>
    /// Lowest mean natural-log probability of the text's tokens, −10…0. Default −1, as in Whisper's own decoding
    /// (Radford et al. 2022).
    /// </summary>
    [Within(-10, 0)]
    public double MinMeanLogProbability { get; set; } = -1;

    /// <summary>
    /// Maximum repetitions of one word in a row, 2…50; for phrases of n words this number divided by n, at least
    /// twice. Default 6, chosen by trial, not measured.
    /// </summary>
    [Within(2, 50)]
    public int MaxRepeats { get; set; } = 6;

    /// <summary>Maximum characters per second of audio, 5…200. Default 35, chosen by trial: fast Spanish has about 20.</summary>
    [Within(5, 200)]
    public double MaxCharactersPerSecond { get; set; } = 35;
}

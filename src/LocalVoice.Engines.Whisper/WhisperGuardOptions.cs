using LocalVoice.Configuration;

namespace LocalVoice.Engines.Whisper;

/// <summary>A decode beyond one of these is repeated once at the full audio context, then dropped.</summary>
public sealed class WhisperGuardOptions
{
    /// <summary>Lowest mean natural-log probability of the text's tokens, −10…0.</summary>
    [Within(-10, 0)]
    public double MinMeanLogProbability { get; set; } = -1;

    /// <summary>
    /// How often one word may stand in a row, 2…50. Phrases of n words may repeat this often divided by n, but always twice.
    /// </summary>
    [Within(2, 50)]
    public int MaxRepeats { get; set; } = 6;

    /// <summary>Most characters per second of audio, 5…200. Fast Spanish has about 20.</summary>
    [Within(5, 200)]
    public double MaxCharactersPerSecond { get; set; } = 35;
}

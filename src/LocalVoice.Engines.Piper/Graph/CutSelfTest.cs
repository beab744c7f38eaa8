using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// Compares what a cut model says in chunks with what it says in one piece. That one piece is the uncut model's, since the
/// nodes are the same and only the range of frames differs.
/// </summary>
internal static class CutSelfTest
{
    // Largest sample difference, 1e-4, about −80 dBFS. The test's length and chunk size were chosen by trial, not measured:
    // about 100 frames in 6 chunks.
    public const float Tolerance = 1e-4f;

    private const int Phonemes = 24;
    private const int ChunkFrames = 16;
    private static readonly SynthesisScales Repeatable = new(Noise: 0, Length: 1, NoiseWidth: 0);

    /// <summary>The largest sample difference; infinity when the number of samples is not the expected one.</summary>
    /// <param name="samplesPerFrame">Expected samples per decoder frame.</param>
    public static float Difference(IPiperGraph cut, PiperVoiceConfig config, int samplesPerFrame)
    {
        var input = new SynthesisInput(Ids(config), Repeatable, Speaker: 0);
        using var sentence = cut.Encode(input, CancellationToken.None);
        var samples = sentence.Decode(0, sentence.Frames, threads: 1, CancellationToken.None);
        if (samples.Length != sentence.Frames * samplesPerFrame)
        {
            return float.PositiveInfinity;
        }

        var difference = 0f;
        for (var first = 0; first < sentence.Frames; first += ChunkFrames)
        {
            var chunk = sentence.Decode(first, Math.Min(ChunkFrames, sentence.Frames - first), threads: 1, CancellationToken.None);
            for (var i = 0; i < chunk.Length; i++)
            {
                difference = Math.Max(difference, Math.Abs(chunk[i] - samples[(first * samplesPerFrame) + i]));
            }
        }

        return difference;
    }

    /// <summary>Arbitrary letters of the voice's alphabet as ids.</summary>
    private static long[] Ids(PiperVoiceConfig config)
    {
        var letters = config.PhonemeIdMap.Keys.Where(symbol => symbol.Length == 1 && char.IsAsciiLetter(symbol[0])).Order().ToArray();
        var phonemes = letters.Length == 0 ? [] : Enumerable.Range(0, Phonemes).Select(i => letters[i * 7 % letters.Length]);
        return new PhonemeIds(config.PhonemeIdMap).Of(phonemes);
    }
}

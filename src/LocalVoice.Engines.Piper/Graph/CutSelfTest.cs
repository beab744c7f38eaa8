using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// Compares what a cut model says in chunks with what it says in one piece. That one piece is the uncut model's, since the
/// nodes are the same and only the range of frames differs.
/// </summary>
internal static class CutSelfTest
{
    // Largest sample difference, 1e-4, about −80 dBFS.
    public const float Tolerance = 1e-4f;

    private const int Phonemes = 24;
    private const int MaxPhonemes = 96;
    private const int ChunkFrames = 16;

    // A first chunk with 32 frames of context, of the decoder, and 64, of the flow, must not reach the end.
    private const int LeastFrames = 160;
    private static readonly SynthesisScales Repeatable = new(Noise: 0, Length: 1, NoiseWidth: 0);

    /// <summary>The largest sample difference; infinity when the number of samples is not the expected one.</summary>
    /// <param name="samplesPerFrame">Expected samples per decoder frame.</param>
    public static float Difference(IPiperGraph cut, PiperVoiceConfig config, int samplesPerFrame)
    {
        using var whole = Encode(cut, config);
        using var sentence = Encode(cut, config);
        var samples = whole.Decode(0, whole.Frames, threads: 1, CancellationToken.None);
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

    private static EncodedSentence Encode(IPiperGraph cut, PiperVoiceConfig config)
    {
        for (var phonemes = Phonemes; ; phonemes *= 2)
        {
            var sentence = cut.Encode(new SynthesisInput(Ids(config, phonemes), Repeatable, Speaker: 0), CancellationToken.None);
            if (sentence.Frames >= LeastFrames || phonemes >= MaxPhonemes)
            {
                return sentence;
            }

            sentence.Dispose();
        }
    }

    /// <summary>Arbitrary letters of the voice's alphabet as ids.</summary>
    private static long[] Ids(PiperVoiceConfig config, int count)
    {
        var letters = config.PhonemeIdMap.Keys.Where(symbol => symbol.Length == 1 && char.IsAsciiLetter(symbol[0])).Order().ToArray();
        var phonemes = letters.Length == 0 ? [] : Enumerable.Range(0, count).Select(i => letters[i * 7 % letters.Length]);
        return new PhonemeIds(config.PhonemeIdMap).Of(phonemes);
    }
}

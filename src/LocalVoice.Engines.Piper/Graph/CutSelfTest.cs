using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Compares a cut model, decoded in chunks, with the whole one.</summary>
internal static class CutSelfTest
{
    // Largest sample difference, 1e-4, about −80 dBFS; the test's length and chunk size were chosen by trial, not measured.
    public const float Tolerance = 1e-4f;

    private const int Phonemes = 60;
    private const int ChunkFrames = 16;
    private static readonly SynthesisScales Repeatable = new(Noise: 0, Length: 1, NoiseWidth: 0);

    /// <summary>The largest sample difference; infinity when the sample counts differ.</summary>
    /// <param name="samplesPerFrame">Expected samples per decoder frame.</param>
    public static float Difference(IPiperGraph whole, IPiperGraph cut, PiperVoiceConfig config, int samplesPerFrame)
    {
        var input = new SynthesisInput(Ids(config), Repeatable, Speaker: 0);
        using var expected = whole.Encode(input, CancellationToken.None);
        using var actual = cut.Encode(input, CancellationToken.None);
        var samples = expected.Decode(0, expected.Frames, CancellationToken.None);
        if (samples.Length != actual.Frames * samplesPerFrame)
        {
            return float.PositiveInfinity;
        }

        var difference = 0f;
        for (var first = 0; first < actual.Frames; first += ChunkFrames)
        {
            var chunk = actual.Decode(first, Math.Min(ChunkFrames, actual.Frames - first), CancellationToken.None);
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

using LocalVoice.Engines.Piper.Graph;

namespace LocalVoice.Engines.Piper;

/// <summary>Divides a sentence's frames into chunks: a short first one for early audio, then each twice the previous.</summary>
internal static class ChunkSchedule
{
    public static IEnumerable<Range> Of(EncodedSentence sentence, PiperOptions options) =>
        Of(sentence.Frames, sentence.IsDivisible && sentence.Frames >= options.OneShotFrames, options);

    internal static IEnumerable<Range> Of(int frames, bool divide, PiperOptions options)
    {
        if (!divide)
        {
            yield return ..frames;
            yield break;
        }

        var size = options.FirstChunkFrames;
        for (var first = 0; first < frames; )
        {
            // A last chunk shorter than the first would be mostly context: it is merged into the previous one.
            var rest = frames - first;
            var next = rest - size < options.FirstChunkFrames ? frames : first + size;
            yield return first..next;
            first = next;
            size = Math.Min(2 * size, Math.Max(options.FirstChunkFrames, options.MaxChunkFrames));
        }
    }
}

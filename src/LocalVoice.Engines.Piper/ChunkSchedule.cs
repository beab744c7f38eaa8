using LocalVoice.Engines.Piper.Graph;

namespace LocalVoice.Engines.Piper;

/// <summary>Cuts a sentence's frames into chunks: a short one, so that speech starts soon, then each twice the one before.</summary>
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
            // A last chunk shorter than the first would cost mostly context: it joins the one before.
            var rest = frames - first;
            var next = rest - size < options.FirstChunkFrames ? frames : first + size;
            yield return first..next;
            first = next;
            size = Math.Min(2 * size, Math.Max(options.FirstChunkFrames, options.MaxChunkFrames));
        }
    }
}

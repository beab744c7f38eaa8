namespace LocalVoice.Simulation.Deepgram.Hearing;

/// <summary>A word as it was said, with its time in the stream, in seconds.</summary>
internal readonly record struct TimedWord(string Word, double Start, double End)
{
    /// <summary>The words share a stretch of the stream evenly.</summary>
    public static IReadOnlyList<TimedWord> Spread(IReadOnlyList<string> words, double start, double end)
    {
        var each = (end - start) / Math.Max(1, words.Count);
        return [.. words.Select((word, i) => new TimedWord(word, start + (i * each), start + ((i + 1) * each)))];
    }
}

namespace LocalVoice.Core.Turns;

/// <summary>
/// Shares the transcript of an utterance out to the two turns that it consists of. Pure. Where the first turn was told before,
/// its words are counted: a decode that divides them otherwise gives the second turn as many more or fewer.
/// </summary>
internal static class JoinedTranscript
{
    private static readonly char[] SentenceEnds = ['.', '?', '!', '…'];

    /// <param name="joined">The transcript of both.</param>
    /// <param name="first">The first turn's own transcript, where it was told already; else null.</param>
    /// <param name="share">The first turn's share of the audio, 0…1.</param>
    public static (string First, string Second) Split(string joined, string? first, double share)
    {
        var words = joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = first is null
            ? Boundary(words, share)
            : Math.Min(words.Length, first.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        return (first ?? string.Join(' ', words[..count]), string.Join(' ', words[count..]));
    }

    /// <summary>Whether the transcript of both has the words of the first, and no others.</summary>
    public static bool Repeats(string joined, string first) => Letters(joined).SequenceEqual(Letters(first));

    private static IEnumerable<char> Letters(string text) => text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant);

    /// <summary>Number of words before the end of a sentence, or else of a word, that is nearest to the share.</summary>
    private static int Boundary(string[] words, double share)
    {
        var total = words.Sum(word => word.Length + 1);
        var (length, best, bestDistance) = (0, 0, double.MaxValue);
        for (var i = 0; i < words.Length; i++)
        {
            length += words[i].Length + 1;
            var sentence = SentenceEnds.Contains(words[i][^1]);
            var distance = Math.Abs(((double)length / total) - share) + (sentence && i < words.Length - 1 ? 0 : 1);
            (best, bestDistance) = distance < bestDistance ? (i + 1, distance) : (best, bestDistance);
        }

        return best;
    }
}

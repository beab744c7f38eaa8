using System.Collections.Frozen;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Reads the last sentence of a transcript for signs that more is to come. Pure.</summary>
internal sealed class TranscriptEndings(EndingWords words)
{
    private const int LongestPhrase = 4;
    private static readonly char[] SentenceEnds = ['.', '?', '!'];
    private static readonly char[] ClauseEnds = [',', ';', ':', '-', '–', '—'];

    public TranscriptEnding Of(string? transcript, string language)
    {
        var text = (transcript ?? "").Trim().TrimEnd('"', '\'', '”', '»', ')');
        if (text.Length == 0)
        {
            return TranscriptEnding.Unknown;
        }

        if (text.EndsWith("...", StringComparison.Ordinal) || text[^1] == '…' || ClauseEnds.Contains(text[^1]))
        {
            return TranscriptEnding.Unfinished;
        }

        var marked = SentenceEnds.Contains(text[^1]);
        var sentence = LastSentence(text);
        var said = WordsOf(sentence);
        var lists = words.Of(language);
        if (said.Length == 0)
        {
            return TranscriptEnding.Unknown;
        }

        var all = string.Join(' ', said);
        return lists.Commands.Contains(all) ? TranscriptEnding.Command
            : lists.Replies.Contains(all) ? TranscriptEnding.Reply
            : WantsMore(said, sentence, text[^1], lists) ? TranscriptEnding.Unfinished
            : !marked && EndsIn(lists.Seldom, said) ? TranscriptEnding.Unfinished
            : text[^1] != '?' && EndsIn(lists.Seldom, said) ? TranscriptEnding.Doubtful
            : marked ? TranscriptEnding.Marked
            : TranscriptEnding.Unmarked;
    }

    private static bool WantsMore(string[] said, string sentence, char mark, EndingWordLists lists) =>
        EndsIn(lists.Never, said)
        || ConsistsOf(lists.Openers, said)
        || (mark != '?' && !sentence.Contains(',', StringComparison.Ordinal) && BeginsWith(lists.Subordinators, said))
        || Dictates(said, lists);

    private static bool EndsIn(FrozenSet<string> phrases, string[] said) =>
        Lengths(said).Any(length => phrases.Contains(string.Join(' ', said[^length..])));

    private static bool BeginsWith(FrozenSet<string> phrases, string[] said) =>
        Lengths(said).Any(length => phrases.Contains(string.Join(' ', said[..length])));

    private static bool ConsistsOf(FrozenSet<string> phrases, ReadOnlySpan<string> said)
    {
        while (!said.IsEmpty)
        {
            var length = Math.Min(LongestPhrase, said.Length);
            while (length > 0 && !phrases.Contains(string.Join(' ', said[..length].ToArray())))
            {
                length--;
            }

            if (length == 0)
            {
                return false;
            }

            said = said[length..];
        }

        return true;
    }

    /// <summary>Digits one after another, or of something that has many: a telephone number, say.</summary>
    private static bool Dictates(string[] said, EndingWordLists lists) =>
        said.Length > 1 && IsDigits(said[^1], lists) && (IsDigits(said[^2], lists) || said[..^1].Any(lists.Dictated.Contains));

    private static bool IsDigits(string word, EndingWordLists lists) => lists.Numbers.Contains(word) || word.All(char.IsAsciiDigit);

    private static IEnumerable<int> Lengths(string[] said) => Enumerable.Range(1, Math.Min(LongestPhrase, said.Length));

    private static string LastSentence(string text)
    {
        var body = text.TrimEnd(SentenceEnds);
        return body[(body.LastIndexOfAny(SentenceEnds) + 1)..];
    }

    private static string[] WordsOf(string sentence) =>
        [
            .. sentence
                .ToLowerInvariant()
                .Split([' ', ',', ';', ':', '—', '–'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Trim('¿', '¡', '"', '\'', '“', '”', '«', '»', '(', ')', '-'))
                .Where(word => word.Length > 0),
        ];
}

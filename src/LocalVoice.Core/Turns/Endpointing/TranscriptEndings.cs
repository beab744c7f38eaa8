using LocalVoice.Core.Turns.Words;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Reads the last sentence of a transcript for signs that more is to come. Pure.</summary>
internal sealed class TranscriptEndings(EndingWords words)
{
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
        var said = SpokenWords.Of(sentence);
        var lists = words.Of(language);
        if (said.Length == 0)
        {
            return TranscriptEnding.Unknown;
        }

        var all = string.Join(' ', said);
        return lists.Commands.Contains(all) ? TranscriptEnding.Command
            : lists.Replies.Contains(all) ? TranscriptEnding.Reply
            : WantsMore(said, sentence, text[^1], lists) ? TranscriptEnding.Unfinished
            : !marked && lists.Seldom.Ends(said) ? TranscriptEnding.Unfinished
            : text[^1] != '?' && lists.Seldom.Ends(said) ? TranscriptEnding.Doubtful
            : marked ? TranscriptEnding.Marked
            : TranscriptEnding.Unmarked;
    }

    private static bool WantsMore(string[] said, string sentence, char mark, EndingWordLists lists) =>
        lists.Never.Ends(said)
        || lists.Openers.Covers(said)
        || (mark != '?' && !sentence.Contains(',', StringComparison.Ordinal) && lists.Subordinators.Match(said) > 0)
        || Dictates(said, lists);

    /// <summary>Digits one after another, or of something that has many: a telephone number, say.</summary>
    private static bool Dictates(string[] said, EndingWordLists lists) =>
        said.Length > 1 && IsDigits(said[^1], lists) && (IsDigits(said[^2], lists) || said[..^1].Any(lists.Dictated.Contains));

    private static bool IsDigits(string word, EndingWordLists lists) => lists.Numbers.Contains(word) || word.All(char.IsAsciiDigit);

    private static string LastSentence(string text)
    {
        var body = text.TrimEnd(SentenceEnds);
        return body[(body.LastIndexOfAny(SentenceEnds) + 1)..];
    }
}

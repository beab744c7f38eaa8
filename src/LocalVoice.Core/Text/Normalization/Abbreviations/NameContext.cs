using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>Whether a name, a word with a capital, stands beside a position. Immutable.</summary>
/// <param name="notNames">Words that may have a capital without being a name.</param>
internal sealed class NameContext(IEnumerable<string> notNames)
{
    // A street name of more words was not seen; chosen by trial.
    private const int MaxNameWords = 4;

    private const int LongestWord = 32;

    private readonly FrozenSet<string> _notNames = notNames.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before a name and not behind one.</summary>
    public bool IsBeforeName(string text, int start, int end) => IsCapitalAt(text, end) && !IsNameBefore(text, start, out _);

    /// <summary>Behind a name that no other follows, unless a house number stands before it: "12 Main St. Boston".</summary>
    public bool IsAfterName(string text, int start, int end) =>
        IsNameBefore(text, start, out var at) && (!IsCapitalAt(text, end) || HasHouseNumber(text, at));

    private static bool IsCapitalAt(string text, int end) =>
        end + 1 < text.Length && char.IsWhiteSpace(text[end]) && char.IsUpper(text[end + 1]);

    private bool IsNameBefore(string text, int start, out int at)
    {
        var word = WordBefore(text, start, out at);
        return word.Length > 0 && (char.IsUpper(word[0]) || IsOrdinal(word)) && !_notNames.Contains(word);
    }

    private static bool HasHouseNumber(string text, int nameStart)
    {
        for (var words = 0; words < MaxNameWords; words++)
        {
            var word = WordBefore(text, nameStart, out nameStart);
            if (word.Length > 0 && char.IsAsciiDigit(word[0]))
            {
                return true;
            }

            if (word.Length == 0 || !char.IsUpper(word[0]))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsOrdinal(string word) => char.IsAsciiDigit(word[0]) && char.IsLetter(word[^1]);

    private static string WordBefore(string text, int index, out int start)
    {
        start = index - 1;
        if (start < 1 || !char.IsWhiteSpace(text[start]))
        {
            return "";
        }

        var end = start;
        while (start > 0 && end - start < LongestWord && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '’'))
        {
            start--;
        }

        return text[start..end];
    }
}

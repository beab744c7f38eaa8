using System.Globalization;

namespace LocalVoice.Bench.Clips;

/// <summary>
/// Word errors of a transcript: the fewest substitutions, insertions and deletions that make it the words that were said.
/// Case and punctuation do not count; letters and digits of every script do. Numbers count as they are written: "8" is not
/// "eight".
/// </summary>
/// <param name="Words">Words that were said.</param>
public readonly record struct WordErrors(int Errors, int Words)
{
    /// <summary>Errors per word, from 0; null where nothing was said.</summary>
    public double? Rate => Words == 0 ? null : Math.Round((double)Errors / Words, 4);

    public static WordErrors Of(string said, string heard)
    {
        var (expected, actual) = (WordsOf(said), WordsOf(heard));
        return new WordErrors(Distance(expected, actual), expected.Length);
    }

    public static WordErrors operator +(WordErrors one, WordErrors other) => Add(one, other);

    public static WordErrors Add(WordErrors one, WordErrors other) => new(one.Errors + other.Errors, one.Words + other.Words);

    /// <summary>An apostrophe within a word is no word's end: "I'd" is one word, however the apostrophe is written.</summary>
    public static string[] WordsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var letters = text.Where(letter => letter is not ('\'' or '’'))
            .Select(letter => IsOfWord(letter) ? char.ToLowerInvariant(letter) : ' ');
        return string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A combining accent belongs to its letter.</summary>
    private static bool IsOfWord(char letter) =>
        char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark;

    /// <summary>Levenshtein's distance over words, one row at a time.</summary>
    private static int Distance(string[] expected, string[] actual)
    {
        var row = Enumerable.Range(0, actual.Length + 1).ToArray();
        for (var i = 1; i <= expected.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= actual.Length; j++)
            {
                var substituted = diagonal + (expected[i - 1] == actual[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

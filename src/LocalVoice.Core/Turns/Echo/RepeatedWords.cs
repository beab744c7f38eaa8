using System.Globalization;
using System.Text;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>
/// Whether words repeat what the agent said, as far as a recogniser understands an echo: letters without accents, a letter in four and
/// a word in three misheard. Pure.
/// </summary>
internal static class RepeatedWords
{
    // Chosen by trial, not measured.
    private const double MisheardShare = 0.3;
    private const int LettersPerMisheard = 4;

    /// <summary>Whether the agent said these very words in this order, with others before and after.</summary>
    /// <param name="least">Fewer words than this may be anybody's.</param>
    public static bool Exactly(string text, string agent, int least)
    {
        var (said, words) = (Split(text), Split(agent));
        return said.Length >= least
            && Enumerable
                .Range(0, Math.Max(0, words.Length - said.Length + 1))
                .Any(i => said.AsSpan().SequenceEqual(words.AsSpan(i, said.Length)));
    }

    /// <summary>Whether the agent said about these words, one of them at least.</summary>
    public static bool Roughly(string text, string agent)
    {
        var (said, words) = (Split(text), Split(agent));
        if (said.Length == 0)
        {
            return false;
        }

        // Within a stretch of the agent's words that is hardly longer: over all of them common words match anything.
        var misheard = said.Length < 3 ? 0 : Math.Max(1, (int)(said.Length * MisheardShare));
        var stretch = Math.Min(words.Length, said.Length + misheard + 1);
        return Enumerable
            .Range(0, words.Length - stretch + 1)
            .Any(start => CommonLength(said, words.AsSpan(start, stretch)) >= said.Length - misheard);
    }

    /// <returns>Length of the longest sequence of words that both have in this order.</returns>
    private static int CommonLength(ReadOnlySpan<string> said, ReadOnlySpan<string> words)
    {
        var lengths = new int[words.Length + 1];
        foreach (var word in said)
        {
            var diagonal = 0;
            for (var i = 0; i < words.Length; i++)
            {
                var above = lengths[i + 1];
                lengths[i + 1] = IsLike(word, words[i]) ? diagonal + 1 : Math.Max(above, lengths[i]);
                diagonal = above;
            }
        }

        return lengths[^1];
    }

    private static bool IsLike(string one, string other)
    {
        var allowed = Math.Min(one.Length, other.Length) / LettersPerMisheard;
        return Math.Abs(one.Length - other.Length) <= allowed && (one == other || (allowed > 0 && Distance(one, other) <= allowed));
    }

    /// <returns>Letters to insert, delete or replace.</returns>
    private static int Distance(string one, string other)
    {
        Span<int> row = stackalloc int[other.Length + 1];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = i;
        }

        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var above = row[j + 1];
                row[j + 1] = Math.Min(Math.Min(above, row[j]) + 1, diagonal + (one[i] == other[j] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static string[] Split(string text) =>
        new string([
            .. text.Normalize(NormalizationForm.FormD)
                .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                .Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '),
        ]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

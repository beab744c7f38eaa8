using System.Text;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>Reduces text to words with single spaces and attached punctuation; unpronounceable characters are removed.</summary>
internal static class TextCleaner
{
    private const string BehindWords = ".,;:?!…)";

    /// <summary>The cleaned text; empty when it has no word.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                AppendSpace(clean);
            }
            else if (Speakable.Keeps(rune) && rune != Rune.ReplacementChar)
            {
                Append(clean, rune);
            }
        }

        var spoken = clean.ToString().TrimEnd();
        return spoken.AsSpan().ContainsWord() ? spoken : "";
    }

    private static void AppendSpace(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] != ' ')
        {
            clean.Append(' ');
        }
    }

    private static void Append(StringBuilder clean, Rune rune)
    {
        if (rune.IsBmp && BehindWords.Contains((char)rune.Value))
        {
            if (clean.Length == 0)
            {
                return;
            }

            if (clean[^1] == ' ')
            {
                clean.Length--;
            }
        }

        clean.Append(rune.ToString());
    }
}

using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>The words around a match.</summary>
internal static class Surroundings
{
    // Bounds the search in text without spaces; chosen by trial, not measured.
    private const int LongestWord = 32;

    /// <summary>The word that ends one space before <paramref name="index"/>, or empty.</summary>
    public static string WordBefore(string text, int index)
    {
        var end = index - 1;
        if (end < 1 || !char.IsWhiteSpace(text[end]))
        {
            return "";
        }

        var start = end;
        while (start > 0 && end - start < LongestWord && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..end];
    }

    /// <summary>The word that begins one space after <paramref name="index"/>, or empty.</summary>
    public static string WordAfter(string text, int index)
    {
        if (index + 1 >= text.Length || !char.IsWhiteSpace(text[index]))
        {
            return "";
        }

        var end = index + 1;
        while (end < text.Length && end - index <= LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[(index + 1)..end];
    }

    /// <summary><paramref name="words"/> with a space on each side where the text beside the match is part of a word.</summary>
    public static string Spaced(string text, Match match, string words)
    {
        var end = match.Index + match.Length;
        var before = match.Index > 0 && char.IsLetterOrDigit(text[match.Index - 1]) ? " " : "";
        var after = end < text.Length && char.IsLetterOrDigit(text[end]) ? " " : "";
        return before + words + after;
    }
}

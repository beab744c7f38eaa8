using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>The words around a match.</summary>
internal static class Surroundings
{
    // Bounds the search in text without spaces; chosen by trial, not measured.
    private const int LongestWord = 32;

    private const string Marks = " \u00a0\u202f:(#.º°\"'*-";
    private const int MostMarks = 4;

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

    /// <summary>The word before <paramref name="index"/>, through a few marks: <c>Tel.: 112</c>, <c>GPT-3.5</c>.</summary>
    public static string LabelBefore(string text, int index) => LabelBefore(text, ref index);

    /// <summary>The same; <paramref name="index"/> is moved to where the word begins, so that the one before it may be asked for.</summary>
    public static string LabelBefore(string text, ref int index)
    {
        var end = index;
        while (end > 0 && index - end < MostMarks && Marks.Contains(text[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < LongestWord && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        index = start;
        return text[start..end];
    }

    /// <summary>Whether one of the <paramref name="count"/> words before <paramref name="index"/> is in the set.</summary>
    public static bool Follows(string text, int index, int count, FrozenSet<string> words)
    {
        for (; count > 0; count--)
        {
            var word = LabelBefore(text, ref index);
            if (words.Contains(word))
            {
                return true;
            }

            if (word.Length == 0 && !SkipDigits(text, ref index))
            {
                return false;
            }
        }

        return false;
    }

    private static bool SkipDigits(string text, ref int index)
    {
        var end = index;
        while (index > 0 && end - index < LongestWord && char.IsAsciiDigit(text[index - 1]))
        {
            index--;
        }

        return index < end;
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

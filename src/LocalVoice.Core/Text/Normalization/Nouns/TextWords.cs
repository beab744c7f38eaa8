namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>Words and numbers that stand one space beside a position.</summary>
internal static class TextWords
{
    // Bounds the search in text without spaces; chosen by trial, not measured.
    private const int Longest = 32;

    /// <summary>The word that ends one space before <paramref name="index"/>, or empty.</summary>
    /// <param name="start">Where it begins.</param>
    public static string Before(string text, int index, out int start)
    {
        start = index - 1;
        if (start < 1 || !char.IsWhiteSpace(text[start]))
        {
            return "";
        }

        var end = start;
        while (start > 0 && end - start < Longest && IsWordCharacter(text, start - 1))
        {
            start--;
        }

        return text[start..end];
    }

    /// <summary>The word that begins one space after <paramref name="index"/>, or empty.</summary>
    /// <param name="end">Where it ends.</param>
    public static string After(string text, int index, out int end)
    {
        end = index;
        if (index + 1 >= text.Length || !char.IsWhiteSpace(text[index]))
        {
            return "";
        }

        end = index + 1;
        while (end < text.Length && end - index <= Longest && IsWordCharacter(text, end))
        {
            end++;
        }

        return text[(index + 1)..end];
    }

    /// <summary>Whether a number begins one space after <paramref name="index"/>.</summary>
    /// <param name="end">Where it ends.</param>
    public static bool IsNumberAfter(string text, int index, out int end)
    {
        end = index + 1;
        if (end >= text.Length || !char.IsWhiteSpace(text[index]) || !char.IsAsciiDigit(text[end]))
        {
            return false;
        }

        while (end < text.Length && end - index <= Longest && (char.IsAsciiDigit(text[end]) || IsWithinNumber(text, end)))
        {
            end++;
        }

        return true;
    }

    /// <summary>Whether the text continues one space after <paramref name="index"/> with whole words.</summary>
    public static bool Continues(string text, int index, string words)
    {
        var end = index + 1 + words.Length;
        return end <= text.Length
            && char.IsWhiteSpace(text[index])
            && string.Compare(text, index + 1, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end == text.Length || !char.IsLetter(text[end]));
    }

    private static bool IsWithinNumber(string text, int index) =>
        text[index] is '.' or ',' && index + 1 < text.Length && char.IsAsciiDigit(text[index + 1]);

    /// <summary>Letters, and the point of the Catalan <c>l·l</c>.</summary>
    private static bool IsWordCharacter(string text, int index) =>
        char.IsLetter(text[index]) || (text[index] == '·' && index > 0 && index + 1 < text.Length && char.IsLetter(text[index - 1]));
}

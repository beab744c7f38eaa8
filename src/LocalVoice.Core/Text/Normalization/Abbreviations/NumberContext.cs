namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>Whether a number, a Roman one too, stands beside a position.</summary>
internal static class NumberContext
{
    private const string RomanDigits = "IVXLCDM";

    private const int LongestNumeral = 14;

    public static bool IsBeforeNumber(string text, int end)
    {
        var at = end < text.Length && char.IsWhiteSpace(text[end]) ? end + 1 : end;
        return at < text.Length && (char.IsAsciiDigit(text[at]) || IsRoman(text, at));
    }

    public static bool IsAfterNumber(string text, int start)
    {
        var at = start > 0 && char.IsWhiteSpace(text[start - 1]) ? start - 2 : start - 1;
        return at >= 0 && char.IsAsciiDigit(text[at]);
    }

    private static bool IsRoman(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestNumeral && RomanDigits.Contains(text[end]))
        {
            end++;
        }

        return end > at && (end == text.Length || !char.IsLetterOrDigit(text[end]));
    }
}

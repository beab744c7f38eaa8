using System.Globalization;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Distinguishes emphasis marks from the same characters used as text.</summary>
internal static class Emphasis
{
    /// <param name="previous">The character before the run, or <c>\0</c> at the start.</param>
    /// <param name="following">The character after the run, or <c>\0</c> at the end.</param>
    public static bool IsText(char marker, int count, char previous, char following) =>
        marker switch
        {
            '*' => count == 1 && IsProduct(previous, following),
            '_' => IsWord(previous) && IsWord(following),
            '~' => count == 1,
            '!' => following != '[',
            '\\' => char.IsLetterOrDigit(following),
            _ => true,
        };

    /// <summary>Accents may come as characters of their own.</summary>
    private static bool IsWord(char character) =>
        char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;

    private static bool IsProduct(char previous, char following) =>
        (char.IsDigit(previous) && char.IsDigit(following)) || (char.IsWhiteSpace(previous) && char.IsWhiteSpace(following));
}

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
            '_' => char.IsLetterOrDigit(previous) && char.IsLetterOrDigit(following),
            '~' => count == 1,
            '!' => following != '[',
            '\\' => char.IsLetterOrDigit(following),
            _ => true,
        };

    private static bool IsProduct(char previous, char following) =>
        (char.IsDigit(previous) && char.IsDigit(following)) || (char.IsWhiteSpace(previous) && char.IsWhiteSpace(following));
}

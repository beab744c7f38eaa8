using System.Globalization;
using System.Text;

namespace LocalVoice.Cli.Output;

/// <summary>
/// Text from manifests and servers for a terminal. A control character could colour, move or rewrite what the user is
/// shown: it is written as <c>\u001b</c>.
/// </summary>
internal static class Printable
{
    /// <summary>The text as one line without control, format or separator characters.</summary>
    public static string Line(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = IsPlain(character) ? line.Append(character) : line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return line.ToString();
    }

    private static bool IsPlain(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}

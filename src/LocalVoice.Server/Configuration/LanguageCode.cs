using System.Text.RegularExpressions;
using LocalVoice.Speech;

namespace LocalVoice.Server.Configuration;

/// <summary>The form of a language code (BCP 47, without checking that the language exists).</summary>
internal static partial class LanguageCode
{
    public const string Expected = "a language code like es, ca, ca-valencia or en, or auto";

    public static bool IsValid(string text) => text == LanguageTag.Detected || Form().IsMatch(text);

    /// <returns>The code of a code or of a language's name; null for neither.</returns>
    public static string? Read(string text) =>
        LanguageNames.CodeOf(text) is { } code ? code
        : IsValid(text) ? text
        : null;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

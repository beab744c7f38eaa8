using System.Text.RegularExpressions;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>
/// Removes what Whisper writes for sounds that are no words: <c>[Música]</c>, <c>(laughs)</c>, <c>*tose*</c>, <c>♪</c>.
/// </summary>
internal static partial class NonSpeechTags
{
    /// <returns>The rest, trimmed, with single spaces.</returns>
    public static string Remove(string text) => Spaces().Replace(Tags().Replace(text, " "), " ").Trim();

    [GeneratedRegex(@"\[[^\]]*\]?|\([^)]*\)?|\*[^*]*\*|[♪♫]+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

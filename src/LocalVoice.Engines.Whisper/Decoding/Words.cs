namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Words in a form for comparison: lower case, without punctuation.</summary>
internal static class Words
{
    /// <summary>Whitespace-separated words with their punctuation.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The text's words for comparison; punctuation alone is dropped.</summary>
    public static string[] Normalised(string text) => [.. Split(text).Select(Normalise).Where(word => word.Length > 0)];

    public static string Normalise(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

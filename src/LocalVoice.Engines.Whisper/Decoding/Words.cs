namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Words as they compare: lower case, without punctuation.</summary>
internal static class Words
{
    /// <summary>Whitespace-separated words with their punctuation.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words of a text for comparison; what is only punctuation is dropped.</summary>
    public static string[] Normalised(string text) => [.. Split(text).Select(Normalise).Where(word => word.Length > 0)];

    public static string Normalise(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

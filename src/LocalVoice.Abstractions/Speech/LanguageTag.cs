namespace LocalVoice.Speech;

/// <summary>Language codes such as <c>es</c>, <c>ca-valencia</c>, <c>en-US</c>.</summary>
public static class LanguageTag
{
    /// <summary>In the place of a code: the language is detected, anew for each utterance.</summary>
    public const string Detected = "auto";

    /// <summary>The language without region or variant, in lower case: <c>ca</c> of <c>ca-valencia</c>.</summary>
    public static string Base(string language)
    {
        var end = language.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? language : language[..end]).ToLowerInvariant();
    }
}

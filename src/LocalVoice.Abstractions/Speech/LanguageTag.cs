namespace LocalVoice.Speech;

/// <summary>Language codes such as <c>es</c>, <c>ca-valencia</c>, <c>en-US</c>.</summary>
public static class LanguageTag
{
    /// <summary>The language without region or variant, in lower case: <c>ca</c> of <c>ca-valencia</c>.</summary>
    public static string Base(string language)
    {
        var end = language.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? language : language[..end]).ToLowerInvariant();
    }
}

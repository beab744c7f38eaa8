using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>Languages of a model: developers.deepgram.com/docs/flux/language-prompting, as of 2026-11.</summary>
internal static class FluxLanguages
{
    private static readonly string[] English = ["en"];
    private static readonly string[] Multilingual = ["en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"];

    /// <returns>What the model is told to expect; null where there is nothing to tell.</returns>
    /// <exception cref="EngineException">The model does not know the language.</exception>
    public static string? HintOf(string model, string language)
    {
        var code = LanguageTag.Base(language.Trim());
        var single = model.EndsWith("-en", StringComparison.Ordinal);
        var known = single ? English : Multilingual;
        if (code != LanguageTag.Detected && !known.Contains(code))
        {
            throw new EngineException(
                $"Deepgram's {model} does not know the language '{language}'. It takes 'auto' or one of: {string.Join(", ", known)}."
            );
        }

        return single || code == LanguageTag.Detected ? null : code;
    }
}

using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>
/// Languages of a streaming model, as developers.deepgram.com/docs/models-languages-overview and the changelog from 2025-08 to
/// 2026-09 have them. Of models that are not listed there all languages are passed on: the service knows.
/// </summary>
internal static class NovaLanguages
{
    /// <summary>The language is detected, and may change within an utterance.</summary>
    private const string Multilingual = "multi";

    private static readonly string[] Nova3 =
    [
        .. "be bg bn bs ca cs da de el en es et fa fi fr gu he hi hr hu id it ja kk kn ko lt lv mk mr ms ne nl no pa".Split(' '),
        .. "pl pt ro ru sk sl sr sv ta te th tl tr uk ur vi zh".Split(' '),
    ];

    private static readonly string[] Nova2 =
        "bg ca cs da de el en es et fi fr hi hu id it ja ko lt lv ms nl no pl pt ro ru sk sv th tr uk vi zh".Split(' ');

    /// <param name="language">A language code, or <c>auto</c>.</param>
    /// <returns>The service's code: without region or variant, which transcripts here do not differ by.</returns>
    /// <exception cref="EngineException">The model does not know the language.</exception>
    public static string Resolve(string model, string language)
    {
        var code = LanguageTag.Base(language.Trim());
        if (code == LanguageTag.Detected)
        {
            return Multilingual;
        }

        var known = Of(model);
        return known.Length == 0 || known.Contains(code)
            ? code
            : throw new EngineException(
                $"Deepgram's {model} does not know the language '{language}'. It takes 'auto' or one of: {string.Join(", ", known)}."
            );
    }

    private static string[] Of(string model) =>
        model is "nova-3" or "nova-3-general" ? Nova3
        : model is "nova-2" or "nova-2-general" ? Nova2
        : model.StartsWith("nova-2-", StringComparison.Ordinal) ? ["en"]
        : [];
}

using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Finds espeak-ng's voice for a language code. Thread-safe; warns once when a related language is used instead.</summary>
internal sealed partial class EspeakVoices(ILogger logger, Func<string, bool> knows)
{
    private const string Valencian = "ca-valencia";
    private int _warned;

    /// <param name="language">A language code (<c>es</c>, <c>es-ES</c>, <c>ca-valencia</c>) or the name of an espeak-ng voice.</param>
    /// <exception cref="EngineException">espeak-ng does not support the language.</exception>
    public string For(string language)
    {
        var voice =
            Candidates(language.Replace('_', '-')).FirstOrDefault(knows)
            ?? throw new EngineException($"Language '{language}' is not one that espeak-ng speaks. `espeak-ng --voices` lists them.");
        if (voice == "ca" && language.Equals(Valencian, StringComparison.OrdinalIgnoreCase) && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            LogNoValencian(logger);
        }

        return voice;
    }

    private static IEnumerable<string> Candidates(string language) =>
        language.ToLowerInvariant() switch
        {
            Valencian => ["ca-va", "ca"],
            "en" => ["en-us", "en"],
            var tag => [language, tag, LanguageTag.Base(tag)],
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This espeak-ng has no Valencian (ca-va came with 1.52): ca-valencia is spoken with Central Catalan phonemes."
    )]
    private static partial void LogNoValencian(ILogger logger);
}

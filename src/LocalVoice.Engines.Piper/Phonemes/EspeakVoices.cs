using System.Collections.Concurrent;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Finds espeak-ng's voice for a language code. Thread-safe; warns once when a related language is used instead.</summary>
internal sealed partial class EspeakVoices(ILogger logger, Func<string, bool> knows)
{
    private const string Valencian = "ca-valencia";

    // Languages come from clients; those of one server are few.
    private const int MaxRemembered = 64;
    private readonly ConcurrentDictionary<string, string> _found = new();
    private int _warned;

    /// <param name="language">A language code (<c>es</c>, <c>es-ES</c>, <c>ca-valencia</c>) or the name of an espeak-ng voice.</param>
    /// <exception cref="EngineException">espeak-ng does not support the language.</exception>
    public string For(string language)
    {
        var voice =
            Find(language)
            ?? throw new EngineException($"Language '{language}' is not one that espeak-ng speaks. `espeak-ng --voices` lists them.");
        if (voice == "ca" && language.Equals(Valencian, StringComparison.OrdinalIgnoreCase) && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            LogNoValencian(logger);
        }

        return voice;
    }

    /// <summary>espeak-ng's voice for the language; null when it has none.</summary>
    /// <exception cref="EngineException">espeak-ng cannot be asked.</exception>
    public string? Find(string language)
    {
        if (_found.TryGetValue(language, out var remembered))
        {
            return remembered;
        }

        var voice = Candidates(language.Replace('_', '-')).FirstOrDefault(knows);
        if (voice is not null && _found.Count < MaxRemembered)
        {
            _found[language] = voice;
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

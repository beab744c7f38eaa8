using System.Collections.Concurrent;
using LocalVoice.Core.Text.Pronunciation;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text;

/// <summary>The preparation of each language, created once. Thread-safe.</summary>
/// <param name="lexicons">The operator's lexicons by language code; a regional code falls back to its language.</param>
public sealed class SpokenTextPreparations(IReadOnlyDictionary<string, PronunciationLexicon> lexicons)
{
    private readonly ConcurrentDictionary<string, SpokenTextPreparation> _languages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Preparations without lexicons.</summary>
    public static SpokenTextPreparations WithoutLexicons { get; } = new(new Dictionary<string, PronunciationLexicon>());

    public SpokenTextPreparation For(string language) => _languages.GetOrAdd(language, Create);

    private SpokenTextPreparation Create(string language)
    {
        var lexicon = lexicons.GetValueOrDefault(language) ?? lexicons.GetValueOrDefault(LanguageTag.Base(language));
        return new(language, lexicon ?? PronunciationLexicon.Empty);
    }
}

using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Normalization;
using LocalVoice.Core.Text.Pronunciation;

namespace LocalVoice.Core.Text;

/// <summary>
/// The last step before a synthesizer: normalises a clause for speech, then applies the operator's lexicon. One per
/// session language. Immutable, thread-safe.
/// </summary>
/// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en</c> …; text in other languages is only cleaned.</param>
/// <param name="lexicon">The operator's entries for the language.</param>
public sealed class SpokenTextPreparation(string language, PronunciationLexicon lexicon)
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    /// <summary>Whether numbers, dates and the like are read out in a language: <c>es</c>, <c>ca-valencia</c>, <c>en-US</c> ….</summary>
    public static bool Knows(string language) => Normalizer.Knows(language);

    /// <summary>The clause as passed to the synthesizer; empty when it has nothing to pronounce.</summary>
    public string Prepare(string clause) => lexicon.Apply(Normalizer.Normalize(clause, language));

    /// <summary>Loads the language's tables and compiles its rules before the first clause needs them.</summary>
    public void WarmUp()
    {
        ClauseLanguage.Of(language);
        Prepare("1");
    }
}

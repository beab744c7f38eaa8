using LocalVoice.Core.Text.Normalization;
using LocalVoice.Core.Text.Pronunciation;

namespace LocalVoice.Core.Text;

/// <summary>
/// The last step before a synthesizer: a clause in words as they are spoken, then the operator's own pronunciations.
/// One per session language; immutable, thread-safe.
/// </summary>
/// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en</c> …; others are only cleaned.</param>
/// <param name="lexicon">The operator's entries for that language.</param>
public sealed class SpokenTextPreparation(string language, PronunciationLexicon lexicon)
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    /// <summary>The clause as a synthesizer should get it; empty when it has nothing to pronounce.</summary>
    public string Prepare(string clause) => lexicon.Apply(Normalizer.Normalize(clause, language));

    /// <summary>Loads the language's tables and compiles its rules, so that the first clause does not pay for it.</summary>
    public void WarmUp() => Prepare("1");
}

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>espeak-ng's output for one clause.</summary>
/// <param name="Ipa">The phonemes in IPA, language switches removed; may be empty.</param>
/// <param name="Mark">The terminating punctuation, one of <c>. , ? ! : ;</c>, or null.</param>
/// <param name="EndsParagraph">Whether an empty line follows.</param>
internal readonly record struct Clause(string Ipa, char? Mark, bool EndsParagraph)
{
    public bool EndsSentence => Mark is '.' or '?' or '!' || EndsParagraph;
}

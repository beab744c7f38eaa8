namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>What espeak-ng makes of one clause.</summary>
/// <param name="Ipa">Its sounds, language switches removed; may be empty.</param>
/// <param name="Mark">The punctuation that ends it, one of <c>. , ? ! : ;</c>, or null.</param>
/// <param name="EndsParagraph">Whether an empty line follows.</param>
internal readonly record struct Clause(string Ipa, char? Mark, bool EndsParagraph)
{
    public bool EndsSentence => Mark is '.' or '?' or '!' || EndsParagraph;
}

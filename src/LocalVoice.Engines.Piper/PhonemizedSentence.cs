namespace LocalVoice.Engines.Piper;

/// <summary>A sentence's phonemes and ids, for inspection.</summary>
/// <param name="Phonemes">IPA in NFD, one codepoint each, with punctuation.</param>
/// <param name="Ids">The voice's ids: <c>^ _ (phoneme _)* $</c>.</param>
public sealed record PhonemizedSentence(IReadOnlyList<string> Phonemes, IReadOnlyList<long> Ids);

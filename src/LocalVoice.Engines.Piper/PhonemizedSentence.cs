namespace LocalVoice.Engines.Piper;

/// <summary>What a voice is asked to pronounce, for inspection.</summary>
/// <param name="Phonemes">IPA in NFD, one codepoint each, with punctuation.</param>
/// <param name="Ids">The voice's ids: <c>^ _ (phoneme _)* $</c>.</param>
public sealed record PhonemizedSentence(IReadOnlyList<string> Phonemes, IReadOnlyList<long> Ids);

using LocalVoice.Engines.Piper;

namespace LocalVoice.Cli.Stages.Phonemes;

/// <summary>What <c>phonemes --json</c> writes.</summary>
internal sealed record PhonemesDocument(IReadOnlyList<PhonemesEntry> Sentences);

/// <param name="Phonemes">International phonetic alphabet, decomposed: one codepoint each.</param>
/// <param name="Ids">What the voice model is given.</param>
internal sealed record PhonemesEntry(IReadOnlyList<string> Phonemes, IReadOnlyList<long> Ids)
{
    public static PhonemesEntry Of(PhonemizedSentence sentence) => new(sentence.Phonemes, sentence.Ids);
}

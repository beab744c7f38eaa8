using LocalVoice.Engines.Onnx.Piper;

namespace LocalVoice.Cli.Stages.Phonemes;

/// <summary>What <c>phonemes --json</c> writes.</summary>
internal sealed record PhonemesDocument(IReadOnlyList<PhonemesEntry> Sentences);

/// <param name="Phonemes">International phonetic alphabet, decomposed.</param>
/// <param name="Ids">What the voice model is given.</param>
internal sealed record PhonemesEntry(string Phonemes, IReadOnlyList<long> Ids)
{
    public static PhonemesEntry Of(PhonemizedSentence sentence) => new(string.Concat(sentence.Phonemes), [.. sentence.Ids]);
}

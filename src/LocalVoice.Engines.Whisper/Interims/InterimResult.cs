using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>The result of an interim decode.</summary>
/// <param name="CompleteChunks">Texts of the chunks that further audio cannot change.</param>
/// <param name="Newest">The chunk that is still growing.</param>
internal sealed record InterimResult(IReadOnlyList<string> CompleteChunks, Hypothesis Newest)
{
    public string Text => string.Join(' ', CompleteChunks.Append(Newest.Text).Where(text => text.Length > 0));
}

using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>What an interim decode understood.</summary>
/// <param name="CompleteChunks">Texts of the chunks that no more audio can change.</param>
/// <param name="Newest">The chunk that still grows.</param>
internal sealed record InterimHearing(IReadOnlyList<string> CompleteChunks, Hypothesis Newest)
{
    public string Text => string.Join(' ', CompleteChunks.Append(Newest.Text).Where(text => text.Length > 0));
}

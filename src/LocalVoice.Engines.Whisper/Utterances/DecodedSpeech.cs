using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Utterances;

/// <summary>
/// The stretches of an utterance whose transcripts are settled: what lies before a pause, or before a cut of a long one. Only what
/// follows is decoded again. Not thread-safe.
/// </summary>
internal sealed class DecodedSpeech
{
    // A second: less is soon decoded with the rest, and worse alone. Chosen by trial, not measured.
    private const int ShortestSettled = 16_000;

    // What is left keeps at least 0.7 s of speech, or the stretch before is decoded again with it. Chosen by trial, not measured.
    private const int ShortestLeft = 11_200;

    private IReadOnlyList<SpeechPart> _parts = [];

    /// <summary>Where what is left begins, in samples.</summary>
    public int Until => _parts.Count == 0 ? 0 : _parts[^1].Until;

    /// <summary>What to decode the rest after.</summary>
    /// <param name="speechEnd">Where the speech ends at present, in samples.</param>
    public IReadOnlyList<SpeechPart> Before(int speechEnd) =>
        _parts.Count > 0 && speechEnd - Until < ShortestLeft ? [.. _parts.Take(_parts.Count - 1)] : _parts;

    /// <summary>Settles stretches that more audio would not change; without effect when other stretches are settled meanwhile.</summary>
    /// <param name="parts">From the first on.</param>
    public void Complete(IReadOnlyList<SpeechPart> parts) => _parts = GoesOn(parts) && parts.Count > _parts.Count ? parts : _parts;

    /// <summary>Settles the stretches that a decode has completed; without effect when other stretches are settled meanwhile.</summary>
    /// <param name="parts">From the first on.</param>
    /// <param name="cut">Where its last stretch, at whose end the user paused, is cut; null when it still grows.</param>
    public void Settle(IReadOnlyList<SpeechPart> parts, int? cut)
    {
        if (parts.Count == 0 || !GoesOn(parts))
        {
            return;
        }

        var last = parts[^1];
        IReadOnlyList<SpeechPart> complete = [.. parts.Take(parts.Count - 1)];
        var from = complete.Count == 0 ? 0 : complete[^1].Until;
        _parts =
            cut is { } until && until - from >= ShortestSettled && last.Heard.Text.Length > 0 ? [.. complete, last with { Until = until }]
            : complete.Count > _parts.Count ? complete
            : _parts;
    }

    private bool GoesOn(IReadOnlyList<SpeechPart> parts) =>
        parts.Count >= _parts.Count
        && _parts.Zip(parts).All(pair => pair.First.Until == pair.Second.Until && ReferenceEquals(pair.First.Heard, pair.Second.Heard));
}

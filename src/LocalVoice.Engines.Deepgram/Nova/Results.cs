using LocalVoice.Engines.Deepgram.Listening;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>What was understood of a stretch of a connection's audio; positions in samples.</summary>
/// <param name="IsFinal">Will not change: everything up to <paramref name="End"/> is finished.</param>
/// <param name="FromFinalize">Everything sent before a <c>Finalize</c> is finished.</param>
/// <param name="Language">As detected; null where it was given.</param>
internal sealed record Results(
    long Start,
    long End,
    bool IsFinal,
    bool FromFinalize,
    string Text,
    IReadOnlyList<RecognizedWord> Words,
    string? Language
)
{
    public static Results From(ResultsMessage message)
    {
        var alternative = message.Channel.Alternatives.Count > 0 ? message.Channel.Alternatives[0] : new("");
        return new(
            StreamTime.Position(message.Start),
            StreamTime.Position(message.Start + message.Duration),
            message.IsFinal,
            message.FromFinalize,
            alternative.Transcript.Trim(),
            [.. (alternative.Words ?? []).Select(WordOf)],
            alternative.Languages is { Count: > 0 } languages ? languages[0] : null
        );
    }

    /// <summary>The part that is an utterance's.</summary>
    public Segment PartOf(AudioSpans utterance) =>
        utterance.Cover(Start, End) ? Segment.Of(Text, Words)
        : utterance.Overlap(Start, End) ? Segment.Of([.. Words.Where(word => word.Middle is { } middle && utterance.Contains(middle))])
        : Segment.Empty;

    private static RecognizedWord WordOf(ResultsWord word) =>
        new(word.PunctuatedWord ?? word.Word, StreamTime.Position((word.Start + word.End) / 2), word.Confidence);
}

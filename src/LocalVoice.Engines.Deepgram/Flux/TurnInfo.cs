using LocalVoice.Engines.Deepgram.Listening;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>What is understood of a turn, and what has happened to it; positions in samples.</summary>
/// <param name="WasForced">Of an end: by our own message.</param>
/// <param name="Language">As detected; null where none was.</param>
internal sealed record TurnInfo(
    TurnEvent Event,
    long Start,
    long End,
    string Text,
    IReadOnlyList<RecognizedWord> Words,
    bool WasForced,
    string? Language
)
{
    /// <returns>Null for an event that is not known here.</returns>
    public static TurnInfo? From(TurnInfoMessage message) =>
        Enum.TryParse<TurnEvent>(message.Event, out var turnEvent)
            ? new(
                turnEvent,
                StreamTime.Position(message.AudioWindowStart),
                StreamTime.Position(message.AudioWindowEnd),
                message.Transcript.Trim(),
                [.. (message.Words ?? []).Select(WordOf)],
                message.Trigger == "manual",
                message.Languages is { Count: > 0 } languages ? languages[0] : null
            )
            : null;

    /// <summary>The part that is an utterance's: all of it, unless the words' times tell otherwise.</summary>
    public Segment PartOf(AudioSpans utterance)
    {
        var whole = utterance.Cover(Start, End) || Words.Any(word => word.Middle is null);
        return whole
            ? Segment.Of(Text, Words)
            : Segment.Of([.. Words.Where(word => word.Middle is { } middle && utterance.Contains(middle))]);
    }

    private static RecognizedWord WordOf(TurnInfoWord word) =>
        new(word.Word, word is { Start: { } start, End: { } end } ? StreamTime.Position((start + end) / 2) : null, word.Confidence);
}

/// <summary>Names are the service's.</summary>
internal enum TurnEvent
{
    StartOfTurn,
    Update,
    EagerEndOfTurn,
    TurnResumed,
    EndOfTurn,
}

using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Speech;

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
            Position(message.Start),
            Position(message.Start + message.Duration),
            message.IsFinal,
            message.FromFinalize,
            alternative.Transcript.Trim(),
            [.. (alternative.Words ?? []).Select(RecognizedWord.From)],
            alternative.Languages is { Count: > 0 } languages ? languages[0] : null
        );
    }

    /// <summary>The part that is an utterance's.</summary>
    public Segment PartOf(AudioSpans utterance) =>
        utterance.Cover(Start, End) ? Segment.Of(Text, Words)
        : utterance.Overlap(Start, End) ? Segment.Of([.. Words.Where(word => utterance.Contains(word.Middle))])
        : Segment.Empty;

    internal static long Position(double seconds) => (long)Math.Round(seconds * AudioFormat.Recognition.SampleRateHz);
}

internal sealed record RecognizedWord(string Text, long Middle, double Confidence)
{
    public static RecognizedWord From(ResultsWord word) =>
        new(word.PunctuatedWord ?? word.Word, Results.Position((word.Start + word.End) / 2), word.Confidence);
}

/// <summary>Text, and its words as tokens where they make it up.</summary>
internal sealed record Segment(string Text, IReadOnlyList<TranscriptToken> Tokens)
{
    // A confidence of 0 has no logarithm.
    private const double LeastConfidence = 1e-6;

    public static Segment Empty { get; } = new("", []);

    public static Segment Of(IReadOnlyList<RecognizedWord> words) => Of(string.Join(' ', words.Select(word => word.Text)), words);

    public static Segment Of(string text, IReadOnlyList<RecognizedWord> words)
    {
        TranscriptToken[] tokens = [.. words.Select(word => new TranscriptToken($" {word.Text}", LogProbability(word.Confidence)))];
        return new(text, string.Concat(tokens.Select(token => token.Text)).Trim() == text ? tokens : []);
    }

    private static double LogProbability(double confidence) => Math.Log(Math.Clamp(confidence, LeastConfidence, 1));
}

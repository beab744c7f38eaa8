using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Listening;

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
        return WithTokens(text, tokens);
    }

    /// <summary>One after another.</summary>
    public static Segment Join(IReadOnlyCollection<Segment> segments) =>
        WithTokens(string.Join(' ', segments.Select(segment => segment.Text)), [.. segments.SelectMany(segment => segment.Tokens)]);

    private static Segment WithTokens(string text, TranscriptToken[] tokens) =>
        new(text, string.Concat(tokens.Select(token => token.Text)).Trim() == text ? tokens : []);

    private static double LogProbability(double confidence) => Math.Log(Math.Clamp(confidence, LeastConfidence, 1));
}

/// <param name="Middle">Position; null where the service tells no times.</param>
internal sealed record RecognizedWord(string Text, long? Middle, double Confidence);

/// <summary>The service's times, which are seconds of a connection's audio.</summary>
internal static class StreamTime
{
    public static long Position(double seconds) => (long)Math.Round(seconds * AudioFormat.Recognition.SampleRateHz);
}

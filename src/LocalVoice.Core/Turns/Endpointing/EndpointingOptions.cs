using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Required silences by the state of the transcript, each 50 ms…8 s.</summary>
public sealed record EndpointingOptions
{
    private const string Shortest = "00:00:00.05";
    private const string Longest = "00:00:08";

    /// <summary>
    /// The transcript ends a sentence. Default 200 ms, the latency target; in a trial with Whisper base, 5 of 28 test
    /// utterances were cut off by it.
    /// </summary>
    [Within(Shortest, Longest)]
    public TimeSpan AfterSentence { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing is known. Default 500 ms, as OpenAI's <c>silence_duration_ms</c>.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unknown { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The transcript ends in a comma or in a word that needs a continuation. Default 1100 ms, chosen by trial, not
    /// measured.
    /// </summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unfinished { get; init; } = TimeSpan.FromMilliseconds(1100);
}

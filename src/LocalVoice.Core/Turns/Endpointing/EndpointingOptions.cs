using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Required silences by how sure it is that the speaker has finished, each 50 ms…8 s.</summary>
public sealed record EndpointingOptions
{
    private const string Shortest = "00:00:00.05";
    private const string Longest = "00:00:08";

    /// <summary>Text and language model, or text and sound, agree that the speaker has finished. Default 150 ms.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan Agreed { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>It is likely that the speaker has finished: 88 %. Default 200 ms.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan AfterSentence { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// It is as likely as not. Default 680 ms: with Whisper base and SmolLM2, of eight spoken sentences with a pause of 600 ms one was cut
    /// into at 650 ms, and none at 680.
    /// </summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unknown { get; init; } = TimeSpan.FromMilliseconds(680);

    /// <summary>
    /// The transcript ends in a comma or in a word that needs a continuation. Default 1100 ms, chosen by trial, not
    /// measured.
    /// </summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unfinished { get; init; } = TimeSpan.FromMilliseconds(1100);
}

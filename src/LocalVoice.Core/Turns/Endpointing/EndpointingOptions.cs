using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>How long to wait, by what the transcript shows. Each 50 ms…8 s.</summary>
public sealed record EndpointingOptions
{
    private const string Shortest = "00:00:00.05";
    private const string Longest = "00:00:08";

    /// <summary>The transcript ends a sentence.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan AfterSentence { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing is known.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unknown { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The transcript ends in a comma, or in a word that wants another.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan Unfinished { get; init; } = TimeSpan.FromMilliseconds(1100);

    /// <summary>No silence longer than this is ever waited for.</summary>
    [Within(Shortest, Longest)]
    public TimeSpan HardCap { get; init; } = TimeSpan.FromSeconds(3);
}

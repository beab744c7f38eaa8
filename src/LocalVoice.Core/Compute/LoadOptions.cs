using LocalVoice.Configuration;

namespace LocalVoice.Core.Compute;

/// <summary>At which share of busy compute threads work is left out.</summary>
public sealed record LoadOptions
{
    /// <summary>Interim transcripts, 0…1.</summary>
    [Within(0, 1)]
    public double NoInterimsAbove { get; init; } = 0.5;

    /// <summary>Prefilling the language model while the user speaks, 0…1.</summary>
    [Within(0, 1)]
    public double NoPrefillsAbove { get; init; } = 0.65;

    /// <summary>Responses that are begun before the turn is decided, 0…1.</summary>
    [Within(0, 1)]
    public double NoSpeculationAbove { get; init; } = 0.8;

    /// <summary>Over how long the share is averaged, 0.5…60 s.</summary>
    [Within("00:00:00.5", "00:01:00")]
    public TimeSpan Memory { get; init; } = TimeSpan.FromSeconds(3);
}

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>How long to wait, by what the transcript shows. Each 50 ms…8 s.</summary>
public sealed record EndpointingOptions
{
    /// <summary>The transcript ends a sentence.</summary>
    public TimeSpan AfterSentence { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing is known.</summary>
    public TimeSpan Unknown { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The transcript ends in a comma, or in a word that wants another.</summary>
    public TimeSpan Unfinished { get; init; } = TimeSpan.FromMilliseconds(1100);

    /// <summary>No silence longer than this is ever waited for.</summary>
    public TimeSpan HardCap { get; init; } = TimeSpan.FromSeconds(3);

    /// <exception cref="ArgumentException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(AfterSentence), AfterSentence), (nameof(Unknown), Unknown), (nameof(Unfinished), Unfinished), (nameof(HardCap), HardCap),
        })
        {
            if (value < TimeSpan.FromMilliseconds(50) || value > TimeSpan.FromSeconds(8))
            {
                throw new ArgumentException($"{nameof(EndpointingOptions)}.{name} is {value.TotalMilliseconds} ms; it must be within 50…8000 ms.");
            }
        }
    }
}

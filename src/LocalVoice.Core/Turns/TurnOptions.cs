namespace LocalVoice.Core.Turns;

/// <summary>When the user's turn begins, pauses and ends. Ranges are checked by <see cref="Validate"/>.</summary>
public sealed record TurnOptions
{
    /// <summary>Speech begins at this probability, 0.05…0.95.</summary>
    public double StartThreshold { get; init; } = 0.5;

    /// <summary>Speech ends below this probability; at most <see cref="StartThreshold"/>.</summary>
    public double StopThreshold { get; init; } = 0.35;

    /// <summary>How long speech must last before it counts, 32…500 ms.</summary>
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(96);

    /// <summary>Audio kept from before the onset, 0…1000 ms.</summary>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Silence after which work on the response starts, 20…500 ms.</summary>
    public TimeSpan CandidateSilence { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <exception cref="ArgumentException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        Check(StartThreshold is >= 0.05 and <= 0.95, nameof(StartThreshold), StartThreshold, "0.05…0.95");
        Check(StopThreshold > 0 && StopThreshold <= StartThreshold, nameof(StopThreshold), StopThreshold, $"0…{StartThreshold}");
        Check(MinimumSpeech.TotalMilliseconds is >= 32 and <= 500, nameof(MinimumSpeech), MinimumSpeech, "32…500 ms");
        Check(PreRoll.TotalMilliseconds is >= 0 and <= 1000, nameof(PreRoll), PreRoll, "0…1000 ms");
        Check(CandidateSilence.TotalMilliseconds is >= 20 and <= 500, nameof(CandidateSilence), CandidateSilence, "20…500 ms");
    }

    private static void Check<T>(bool valid, string name, T value, string range)
    {
        if (!valid)
        {
            throw new ArgumentException($"{nameof(TurnOptions)}.{name} is {value}; it must be within {range}.");
        }
    }
}

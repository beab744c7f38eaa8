namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>How the agent yields to the user's voice.</summary>
public sealed record BargeInOptions
{
    /// <summary>How much quieter the agent becomes at the first sound of the user, −40…0 dB.</summary>
    public double DuckingDb { get; init; } = -15;

    /// <summary>Speech of this length interrupts once it has a word that is no sign of listening, 100…2000 ms.</summary>
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Speech of this length interrupts when there is no transcript to judge by, 200…5000 ms.</summary>
    public TimeSpan WithoutTranscript { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <exception cref="ArgumentException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        Check(DuckingDb is >= -40 and <= 0, nameof(DuckingDb), $"{DuckingDb} dB", "-40…0 dB");
        Check(MinimumSpeech.TotalMilliseconds is >= 100 and <= 2000, nameof(MinimumSpeech), $"{MinimumSpeech.TotalMilliseconds} ms", "100…2000 ms");
        Check(WithoutTranscript.TotalMilliseconds is >= 200 and <= 5000, nameof(WithoutTranscript), $"{WithoutTranscript.TotalMilliseconds} ms", "200…5000 ms");
    }

    private static void Check(bool valid, string name, string value, string range)
    {
        if (!valid)
        {
            throw new ArgumentException($"{nameof(BargeInOptions)}.{name} is {value}; it must be within {range}.");
        }
    }
}

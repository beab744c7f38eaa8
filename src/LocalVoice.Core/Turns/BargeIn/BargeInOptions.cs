using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>How the agent yields to the user's voice.</summary>
public sealed record BargeInOptions
{
    /// <summary>How much quieter the agent becomes at the first sound of the user, −40…0 dB.</summary>
    [Within(-40, 0)]
    public double DuckingDb { get; init; } = -15;

    /// <summary>Speech of this length interrupts once it has a word that is no sign of listening, 100…2000 ms.</summary>
    [Within("00:00:00.1", "00:00:02")]
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Speech of this length interrupts when there is no transcript to judge by, 200…5000 ms.</summary>
    [Within("00:00:00.2", "00:00:05")]
    public TimeSpan WithoutTranscript { get; init; } = TimeSpan.FromMilliseconds(800);
}

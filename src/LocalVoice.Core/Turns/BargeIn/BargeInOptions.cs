using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>How the user's speech interrupts the agent.</summary>
public sealed record BargeInOptions
{
    /// <summary>Gain of the agent at the user's onset, −40…0 dB. Default −15 dB, chosen by ear, not measured.</summary>
    [Within(-40, 0)]
    public double DuckingDb { get; init; } = -15;

    /// <summary>
    /// Speech of this length interrupts once it has a word that is no backchannel, 100…2000 ms. Default 500 ms, as
    /// LiveKit Agents' minimum interruption.
    /// </summary>
    [Within("00:00:00.1", "00:00:02")]
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Speech of this length interrupts without a transcript, 200…5000 ms. Default 800 ms, chosen by trial, not
    /// measured.
    /// </summary>
    [Within("00:00:00.2", "00:00:05")]
    public TimeSpan WithoutTranscript { get; init; } = TimeSpan.FromMilliseconds(800);
}

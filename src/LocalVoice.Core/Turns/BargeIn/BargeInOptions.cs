using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>How the user's speech interrupts the agent.</summary>
public sealed record BargeInOptions
{
    /// <summary>Gain of the agent at the user's onset, −40…0 dB. Default −15 dB, chosen by ear, not measured.</summary>
    [Within(-40, 0)]
    public double DuckingDb { get; init; } = -15;

    /// <summary>
    /// Silence of the user's after which a lowered or paused voice is restored, 50…1000 ms. Default 250 ms, chosen by trial, not
    /// measured; at the 60 ms of a candidate, 35 of 108 backchannels made the volume flap.
    /// </summary>
    [Within("00:00:00.05", "00:00:01")]
    public TimeSpan RestoreAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Speech of this length interrupts once it has a word that is no backchannel, 100…2000 ms. Default 500 ms, as
    /// LiveKit Agents' minimum interruption.
    /// </summary>
    [Within("00:00:00.1", "00:00:02")]
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Speech of this length pauses the agent's voice while no transcript decides, 200…5000 ms; without words the voice goes on
    /// where it stopped. Default 600 ms, chosen by trial: some 80 ms after its first sound speech is known, and 750 ms after it the
    /// agent should be silent.
    /// </summary>
    [Within("00:00:00.2", "00:00:05")]
    public TimeSpan WithoutTranscript { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>
    /// Speech without words after which the agent speaks all the same, 1…30 s: noise that does not end must not silence it. Default
    /// 3 s, chosen by trial, not measured.
    /// </summary>
    [Within("00:00:01", "00:00:30")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long after a sound the beginning of a response waits for what was said, 0…2 s. Default 500 ms, chosen by trial,
    /// not measured.
    /// </summary>
    [Within("00:00:00", "00:00:02")]
    public TimeSpan VerdictWithin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether a response goes on where it was cut off once the final transcript says that nobody interrupted it; else it is
    /// given anew. Default true.
    /// </summary>
    public bool ResumeAfterFalse { get; init; } = true;
}

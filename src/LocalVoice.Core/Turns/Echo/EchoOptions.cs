using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>How the agent's own voice is told from the user's when the client's microphone hears its speaker.</summary>
public sealed record EchoOptions
{
    /// <summary>
    /// How far above the estimated echo a voice must be to be the user's, 1…20 dB. Default 6 dB: the estimate is what nine frames
    /// in ten of the echo stay below.
    /// </summary>
    [Within(1, 20)]
    public double AboveEchoDb { get; init; } = 6;

    /// <summary>
    /// What is said within this time of a transcript's words may be what they repeat, 1…10 s. Default 3 s: where words lie within
    /// the audio is an estimate.
    /// </summary>
    [Within("00:00:01", "00:00:10")]
    public TimeSpan WordsAround { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Turns that repeated the agent after which it is on its guard, 1…10. Default 3.</summary>
    [Within(1, 10)]
    public int GuardAfter { get; init; } = 3;

    /// <summary>On its guard: speech above the echo before a turn begins while the agent talks, 200…2000 ms. Default 800 ms.</summary>
    [Within("00:00:00.2", "00:00:02")]
    public TimeSpan GuardedSpeech { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Time without a turn that repeats the agent after which it is off its guard, 5 s…10 min. Default 60 s.</summary>
    [Within("00:00:05", "00:10:00")]
    public TimeSpan GuardFor { get; init; } = TimeSpan.FromSeconds(60);
}

using LocalVoice.Configuration;

namespace LocalVoice.Core.Input;

/// <summary>How much audio a session takes. Beyond it the client waits; its other messages wait behind its audio.</summary>
public sealed record InputOptions
{
    /// <summary>Audio taken as fast as it comes, 1 s…1 h: a recording that is sent at once. Default 60 s.</summary>
    [Within("00:00:01", "01:00:00")]
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How fast audio is taken after a burst, and the burst comes back: 1.1…100 times real time. Default 1.5.</summary>
    [Within(1.1, 100)]
    public double Rate { get; init; } = 1.5;

    /// <summary>Committed audio without a transcript beyond which no more is taken, 10 s…1 h. Default 60 s.</summary>
    [Within("00:00:10", "01:00:00")]
    public TimeSpan MaxUntranscribed { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest utterance, 30 s…10 min; more audio is refused until it ends. Default 10 min.</summary>
    [Within("00:00:30", "00:10:00")]
    public TimeSpan MaxUtterance { get; init; } = TimeSpan.FromMinutes(10);
}

using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>How many callers the server takes.</summary>
public sealed class AdmissionOptions
{
    /// <summary>
    /// Sessions at once, 0…100000; more are refused. Default 0: as many as a rehearsed turn lets expect to be answered in
    /// time.
    /// </summary>
    [Within(0, 100_000)]
    public int MaxSessions { get; set; }

    /// <summary>
    /// How often a caller is expected to speak, 2 s…10 min, where the number of sessions is not given. Default 12 s, the
    /// pace of <c>bench</c>'s callers.
    /// </summary>
    [Within("00:00:02", "00:10:00")]
    public TimeSpan TurnInterval { get; set; } = TimeSpan.FromSeconds(12);
}

namespace LocalVoice.Bench.Overhead;

/// <summary>Processor time of a server with one session and without engines, in percent of one core.</summary>
/// <param name="IdlePercentOfCore">Connected; the client sends nothing.</param>
/// <param name="ListeningPercentOfCore">The client sends silence in real time.</param>
/// <param name="TalkingPercentOfCore">User and agent speak by turns in real time.</param>
public sealed record OverheadDocument(double IdlePercentOfCore, double ListeningPercentOfCore, double TalkingPercentOfCore)
{
    /// <summary>The project's target for <see cref="IdlePercentOfCore"/>, not derived from a measurement.</summary>
    public const double IdleTarget = 0.3;

    /// <summary>The project's target for <see cref="TalkingPercentOfCore"/>, not derived from a measurement.</summary>
    public const double TalkingTarget = 3;
}

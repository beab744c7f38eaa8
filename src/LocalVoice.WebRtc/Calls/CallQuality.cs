namespace LocalVoice.WebRtc.Calls;

/// <summary>Numbers of a call's audio.</summary>
/// <param name="Received">Packets of the user's voice.</param>
/// <param name="Lost">Packets of it that never came.</param>
/// <param name="Jitter">Of it, at the end.</param>
/// <param name="LossThere">Share of the agent's packets that the other side has last missed, 0…1.</param>
/// <param name="RoundTrip">Null while the other side has not said.</param>
public sealed record CallQuality(long Received, long Lost, TimeSpan Jitter, double LossThere, TimeSpan? RoundTrip);

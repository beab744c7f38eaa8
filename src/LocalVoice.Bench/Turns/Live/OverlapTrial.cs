using LocalVoice.Client;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>A sound was played over the agent's voice.</summary>
/// <param name="Played">Null: no answer was long enough to be spoken over.</param>
public sealed record OverlapTrial(OverlapSound Sound, PlayedOver? Played)
{
    /// <summary>What a verdict takes at most, with some to spare: an agent that ended before tells nothing.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(1000);

    /// <summary>Whether the agent was cut off.</summary>
    public bool Cancelled => Played?.Silent is not null;

    /// <summary>Whether it tells anything: the agent was cut off, or spoke for long enough after the sound began.</summary>
    public bool Counts => Cancelled || Played?.Agent >= LongEnough;
}

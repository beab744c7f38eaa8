using LocalVoice.Core.Compute;
using LocalVoice.Core.Turns;

namespace LocalVoice.Bench.Fleet;

/// <summary>Servers behind one balancer, and what each does when it is busy: as the servers' own defaults.</summary>
/// <param name="Replicas">At least 1.</param>
/// <param name="Capacity">Sessions that each takes at once, at least 1.</param>
/// <param name="Lanes">What each computes at once, at least 1: 1 where every decode takes all threads, as on a small machine.</param>
public sealed record FleetRules(int Replicas, int Capacity, int Lanes)
{
    private static readonly TurnOptions Turns = new();
    private static readonly LoadOptions Load = new();

    /// <summary>Silence from which a server without other work decodes.</summary>
    public TimeSpan DipSilence { get; init; } = Turns.DipSilence;

    /// <summary>Silence from which any server decodes.</summary>
    public TimeSpan CandidateSilence { get; init; } = Turns.CandidateSilence;

    /// <summary>As <see cref="CandidateSilence"/>, while it computes for others.</summary>
    public TimeSpan BusyCandidateSilence { get; init; } = Turns.BusyCandidateSilence;

    /// <inheritdoc cref="LoadOptions.NoInterimsAbove"/>
    public double NoInterimsAbove { get; init; } = Load.NoInterimsAbove;

    /// <inheritdoc cref="LoadOptions.NoSpeculationAbove"/>
    public double NoSpeculationAbove { get; init; } = Load.NoSpeculationAbove;

    /// <inheritdoc cref="LoadOptions.Memory"/>
    public TimeSpan Memory { get; init; } = Load.Memory;
}

using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Fleet;

/// <summary>The document of <c>bench fleet --json</c>; <c>--costs</c> takes <paramref name="Costs"/> from one.</summary>
/// <param name="Machine">Where it was run.</param>
/// <param name="CostsFrom">Where the costs were measured: the machine, or the file that they come from.</param>
public sealed record FleetDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string CostsFrom,
    FleetRules Rules,
    int TurnsPerCall,
    IReadOnlyList<FleetStep> Steps,
    IReadOnlyList<TurnCost> Costs
);

using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Cli.Bench.Compare.Backends;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>Where columns are measured: their backends at one round trip.</summary>
/// <param name="Stages">In pipeline order; empty for a service that is all in one.</param>
/// <param name="IsSimulated">By stage; of a service that is all in one for each.</param>
/// <param name="RttMs">Of the simulated network; null where nothing is simulated.</param>
/// <param name="Scenarios">One column each, by name.</param>
internal sealed record ColumnGroup(
    BackendNames Names,
    IReadOnlyList<StageBackend> Stages,
    IReadOnlyList<bool> IsSimulated,
    int? RttMs,
    IReadOnlyDictionary<string, Scenario> Scenarios
)
{
    public ColumnSource SourceOf(Scenario scenario) =>
        new(
            Names.Text,
            Names.IsWhole ? ColumnSource.Whole : scenario.Name,
            RttMs,
            ColumnFigures
                .StageNames.Zip(Names.Stages, IsSimulated)
                .ToDictionary(stage => stage.First, stage => new StageSource(stage.Second.Name, stage.Third)),
            Names.IsWhole ? [RealtimeColumns.Charged] : []
        );
}

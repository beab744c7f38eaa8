using LocalVoice.Bench;
using LocalVoice.Cli.Bench.Compare.Backends;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>Which columns a comparison has.</summary>
internal static class ColumnPlan
{
    /// <summary>Of the service that is all stages in one.</summary>
    public const string RealtimeKey = "OPENAI_API_KEY";

    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    /// <param name="roundTrips">Where something is simulated, each is a column of its own.</param>
    /// <param name="sequential">Whether combinations of services alone also run as the old pipeline did.</param>
    /// <exception cref="CliException">A stage has no backend of that name.</exception>
    public static IReadOnlyList<ColumnGroup> Of(
        IReadOnlyList<BackendNames> backends,
        IReadOnlyList<int> roundTrips,
        bool sequential,
        BackendCatalog catalog
    )
    {
        var groups = new List<ColumnGroup>();
        foreach (var names in backends)
        {
            IReadOnlyList<StageBackend> stages = names.IsWhole ? [] : catalog.Find(names);
            bool[] simulated = names.IsWhole
                ? [.. Enumerable.Repeat(Environment.GetEnvironmentVariable(RealtimeKey)?.Trim() is not { Length: > 0 }, 3)]
                : [.. stages.Select(stage => stage is { IsRemote: true, HasKey: false })];
            int?[] rtts = simulated.Contains(true) ? [.. roundTrips] : [null];
            foreach (var rtt in rtts)
            {
                var suffix = rtts.Length > 1 ? $" @{rtt}ms" : "";
                groups.Add(new(names, stages, simulated, rtt, Scenarios(names, stages, sequential, suffix)));
            }
        }

        return groups;
    }

    private static Dictionary<string, Scenario> Scenarios(
        BackendNames names,
        IReadOnlyList<StageBackend> stages,
        bool sequential,
        string suffix
    )
    {
        if (names.IsWhole)
        {
            return new() { [$"{names.Text}{suffix}"] = new(names.Text, new SessionRequest(), Chunk) };
        }

        var scenarios = new Dictionary<string, Scenario>();
        if (sequential && stages.All(stage => stage.IsRemote) && !TakesTurns(stages[0]))
        {
            scenarios[$"{names.Text} sequential{suffix}"] = Scenario.Sequential;
        }

        scenarios[$"{names.Text}{suffix}"] = Scenario.Parallel(Chunk, speculate: true);
        return scenarios;
    }

    /// <summary>Where the service itself ends the turn, the old pipeline's fixed silence has no meaning.</summary>
    private static bool TakesTurns(StageBackend stage) => stage.Kind.EndsWith("flux", StringComparison.OrdinalIgnoreCase);
}

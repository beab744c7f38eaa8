using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Compare;

/// <summary>One stage of a column: medians in milliseconds; null where they are not known, or the stages not separable.</summary>
/// <param name="Ms">From the stage's request to its first result.</param>
/// <param name="Backend">Who served, with its model.</param>
/// <param name="Simulated">Whether the service was not really reached.</param>
public sealed record StageFigures(
    double? Ms,
    double? ProcessingMs,
    double? NetworkMs,
    bool NetworkEstimated,
    string Backend,
    bool Simulated
)
{
    /// <summary>Of a stage whose time nobody can tell.</summary>
    public static StageFigures NotSeparable(string backend, bool simulated) => new(null, null, null, true, backend, simulated);

    /// <param name="name">Of the backend, where no turn tells who served.</param>
    public static StageFigures Of(IReadOnlyList<StageTurn> turns, string name, bool simulated) =>
        new(
            Median(turns.Select(turn => (double?)turn.Ms)),
            Median(turns.Select(turn => turn.ProcessingMs)),
            Median(turns.Select(turn => turn.NetworkMs)),
            turns.Any(turn => turn.NetworkEstimated),
            turns.Count > 0 ? string.Join(", ", turns.Select(turn => turn.Server).Distinct()) : name,
            simulated
        );

    /// <summary>Of the values that are known; null for none.</summary>
    internal static double? Median(IEnumerable<double?> values) => Distribution.Of(values.OfType<double>()).P50;
}

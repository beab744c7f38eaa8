using System.Globalization;

namespace LocalVoice.Bench.Load;

/// <summary>An overload run in words: a table of its steps, and what follows from them.</summary>
public static class OverloadText
{
    public static IReadOnlyList<string> Head { get; } =
    [
        "| offered | accepted | refused | turns | unanswered | p50 ms | p95 ms | refused after, p95 ms | MiB peak | cores |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ];

    public static string Row(LoadStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {step.Offered} | {step.Accepted} | {step.Refused} | {step.Turns} | {step.Unanswered} | {step.V2vMs.P50:0} | "
                + $"{step.V2vMs.P95:0} | {step.RefusalMs.P95:0} | {step.Server?.PeakMiB:0} | {step.Server?.Cores:0.00} |"
        );
    }

    /// <summary>Whether the target is held, and by which figures.</summary>
    public static IReadOnlyList<string> Verdict(OverloadFigures overload)
    {
        ArgumentNullException.ThrowIfNull(overload);
        var (full, twice) = (overload.AtCapacity, overload.AtTwice);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"At capacity: {full.Turns} turns, {full.Unanswered} unanswered, p50 {full.V2vMs.P50:0}, p95 {full.V2vMs.P95:0} ms; "
                    + $"{full.Refused} of {full.Offered} calls refused."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"At twice that: {twice.Turns} turns, {twice.Unanswered} unanswered, p50 {twice.V2vMs.P50:0}, p95 {twice.V2vMs.P95:0} ms; "
                    + $"{twice.Refused} of {twice.Offered} calls refused, before a session began, after {twice.RefusalMs.P95:0} ms (p95)."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"p95 of the accepted at twice the capacity: {overload.Ratio:0.00} of that at capacity (target: at most "
                    + $"{OverloadFigures.Bound:0.0}): {(overload.Holds ? "held" : "missed")}."
            ),
        ];
    }
}

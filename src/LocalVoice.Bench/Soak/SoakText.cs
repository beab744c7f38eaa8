using System.Globalization;

namespace LocalVoice.Bench.Soak;

/// <summary>The figures of an endurance run for people.</summary>
public static class SoakText
{
    public static IEnumerable<string> Lines(SoakDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var memory =
            !document.IsMemoryJudged ? $"not judged: that takes {SoakDocument.LeastSecondsForMemory:0} s"
            : document.IsMemoryFlat ? "flat"
            : $"grows: more than {SoakDocument.MostMiB:0} MiB and {SoakDocument.MostShare:P0} between its first and last third";
        return
        [
            "| | first third | last third | per hour | |",
            "|---|---:|---:|---:|---|",
            Row("resident MiB", document.Resident, document.IsMemoryJudged ? PerHour(document.Resident) : "", memory),
            Row(
                "file descriptors",
                document.Handles,
                PerHour(document.Handles),
                document.AreHandlesFlat ? "flat" : $"grow by more than {SoakDocument.MostHandles}"
            ),
            Invariant($"file descriptors without a caller: {document.HandlesBefore} before, {document.HandlesAfter} after"),
            Invariant($"{document.Calls} calls, {document.Turns} turns, {document.Lost} lost; voice to voice {V2v(document)}"),
            .. document.Failures.Select(failure => $"lost: {failure}"),
            Verdict(document),
        ];
    }

    private static string Verdict(SoakDocument document) =>
        !document.Ok ? "verdict: does not endure"
        : document.IsMemoryJudged ? "verdict: endures"
        : "verdict: endures, as far as so short a run can tell";

    private static string Row(string name, SoakTrend trend, string perHour, string verdict) =>
        Invariant($"| {name} | {trend.First:0.0} | {trend.Last:0.0} | {perHour} | {verdict} |");

    private static string PerHour(SoakTrend trend) => Invariant($"{trend.PerHour:+0.0;-0.0;0.0}");

    private static string V2v(SoakDocument document) => Invariant($"p50 {document.V2vMs.P50:0} ms, p95 {document.V2vMs.P95:0} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

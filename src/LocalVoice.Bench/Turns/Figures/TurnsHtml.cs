using System.Globalization;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>The HTML report of <c>bench turns</c>: one self-contained page, viewable offline.</summary>
public static class TurnsHtml
{
    public static string Render(TurnsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ReportPage.Of(
            "turn-taking",
            $"""
            <h1>Turn-taking</h1>
            {Endpointing(document)}
            {Live(document)}
            {(document.Walk is { } walk ? $"<h2>One long session</h2><p>{HtmlReport.Text(LiveRows.Of(walk))}</p>" : "")}
            <h2>Made on</h2>
            <p>{HtmlReport.Text(document.Machine.ToString())}, {document.Date.ToString(
                "yyyy-MM-dd HH:mm 'UTC'",
                CultureInfo.InvariantCulture
            )}</p>
            <ul class="quiet">{string.Concat(document.Notes.Select(note => $"<li>{HtmlReport.Text(note)}</li>"))}
            {Speakers(document)}</ul>
            """
        );
    }

    private static string Endpointing(TurnsDocument document) =>
        document.Policies.Count == 0
            ? ""
            : $"""
                {Headline(document)}
                <p class="quiet">{HtmlReport.Text(TurnsTable.Caption(document))}</p>
                <h2>False cut-ins on cued pauses against the mean delay</h2>
                {ReportPage.Drawing(CurveSvg.Render(document.Policies))}
                <p class="quiet">Line: all waits of a policy multiplied by 0.2…8. Dot: as they are.</p>
                {Overview(document)}
                <h2>Cut-ins by the length of the pause: cued / uncued</h2>
                {ByPause(document)}
                <h2>With the shortest wait of each policy at … ms: cued / uncued, mean delay</h2>
                {ByShortestWait(document)}
                <h2>In noise: cut-ins of both kinds, mean delay</h2>
                {ByNoise(document)}
                """;

    private static string Live(TurnsDocument document) =>
        document.BargeIn is not { } live
            ? ""
            : $"""
            <h2>Over the agent's voice</h2>
            <p class="quiet">{HtmlReport.Text(LiveRows.Caption(document))}</p>
            {ReportPage.Table(["", "share", "p50", "p95"], LiveRows.Of(document))}
            <p class="quiet">{HtmlReport.Text(
                live.Wrong.Count == 0 ? "Every sound did what it should." : "Not as it should: " + string.Join("; ", live.Wrong)
            )}</p>
            """;

    private static string Headline(TurnsDocument document) =>
        document.Policies.Where(policy => policy.Value.DelayMsMeanAt5pctCutIns is not null).ToList() is { Count: > 0 } reached
            ? string.Concat(
                reached
                    .OrderBy(policy => policy.Value.DelayMsMeanAt5pctCutIns)
                    .Take(1)
                    .Select(policy =>
                        $"""<p class="headline">{TurnsTable.Ms(policy.Value.DelayMsMeanAt5pctCutIns)} ms mean delay at 5 % cut-ins on """
                        + $"cued pauses ({HtmlReport.Text(policy.Key)})</p>"
                    )
            )
            : "<p class=\"headline\">No policy comes down to 5 % cut-ins on cued pauses.</p>";

    private static string Overview(TurnsDocument document) =>
        ReportPage.Table(
            [
                "policy",
                "ms at 5 % (cued)",
                "ms at 5 % (all)",
                "cut-ins cued",
                "uncued",
                "all",
                "in speech",
                "delay ms mean",
                "p50",
                "p95",
                "missed",
            ],
            document.Policies.Select(policy =>
                (string[])
                    [
                        policy.Key,
                        TurnsTable.Ms(policy.Value.DelayMsMeanAt5pctCutIns),
                        TurnsTable.Ms(policy.Value.DelayMsMeanAt5pctCutInsAll),
                        TurnsTable.Percent(policy.Value.CutIns.Cued),
                        TurnsTable.Percent(policy.Value.CutIns.Uncued),
                        TurnsTable.Percent(policy.Value.CutIns.All),
                        TurnsTable.Percent(policy.Value.Elsewhere),
                        TurnsTable.Ms(policy.Value.DelayMs.Mean),
                        TurnsTable.Ms(policy.Value.DelayMs.P50),
                        TurnsTable.Ms(policy.Value.DelayMs.P95),
                        TurnsTable.Ms(policy.Value.DelayMs.Missed),
                    ]
            )
        );

    private static string ByPause(TurnsDocument document) =>
        ByKey(
            document,
            figures => figures.CutInsByPauseMs,
            (_, _, cut) => $"{TurnsTable.Percent(cut.Cued)} / {TurnsTable.Percent(cut.Uncued)}"
        );

    private static string ByShortestWait(TurnsDocument document) =>
        ByKey(
            document,
            figures => figures.AtShortestWaitMs,
            (_, _, point) =>
                $"{TurnsTable.Percent(point.CutInsCued)} / {TurnsTable.Percent(point.CutInsUncued)}, {TurnsTable.Ms(point.DelayMsMean)}"
        );

    private static string ByNoise(TurnsDocument document) =>
        ByKey(
            document,
            figures => figures.CutInsByNoise,
            (figures, noise, cut) => $"{TurnsTable.Percent(cut.All)}, {TurnsTable.Ms(figures.DelayMsMeanByNoise.GetValueOrDefault(noise))}"
        );

    private static string ByKey<T>(
        TurnsDocument document,
        Func<PolicyFigures, IReadOnlyDictionary<string, T>> table,
        Func<PolicyFigures, string, T, string> cell
    )
        where T : class
    {
        var keys = document.Policies.Values.SelectMany(figures => table(figures).Keys).Distinct().ToList();
        return ReportPage.Table(
            ["policy", .. keys],
            document.Policies.Select(policy =>
                (string[])
                    [
                        policy.Key,
                        .. keys.Select(key =>
                            table(policy.Value).GetValueOrDefault(key) is { } value ? cell(policy.Value, key, value) : "–"
                        ),
                    ]
            )
        );
    }

    private static string Speakers(TurnsDocument document) =>
        document.Set.Speakers.Count == 0 ? "" : $"<li>{HtmlReport.Text("Speakers: " + string.Join(", ", document.Set.Speakers))}</li>";
}

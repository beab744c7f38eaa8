using System.Globalization;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Compare.Report;

/// <summary>The HTML report: one self-contained page, viewable offline.</summary>
public static class CompareHtml
{
    public static string Render(CompareDocument document) =>
        ReportPage.Of(
            "backends compared",
            $"""
            <h1>Backends compared</h1>
            <p class="quiet">{Text(Caveat(document))}</p>
            <h2>Where the time goes (medians)</h2>
            {ReportPage.Drawing(StackedBarsSvg.Render(document.Columns))}
            {Totals(document)}
            <h2>Stage by stage: processing + network, ms</h2>
            {Stages(document)}
            <h2>The earlier pipeline</h2>
            {Reference(document)}
            {Delays(document)}
            {Prices(document)}
            <h2>Made on</h2>
            <p>{Text(document.Machine.ToString())}, {document.Date.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</p>
            <ul class="quiet">{string.Concat(document.Notes.Select(note => $"<li>{Text(note)}</li>"))}</ul>
            """
        );

    private static string Caveat(CompareDocument document) =>
        document.Columns.Values.Any(column => column.Simulated)
            ? "Columns marked simulated did not reach the real service: its delays are those listed below, its network is injected."
            : "Every service was really reached.";

    private static string Totals(CompareDocument document) =>
        ReportPage.Table(
            ["backends", "turns", "unanswered", "p50 ms", "p95", "network", "processing", "bytes out / turn", "USD / minute"],
            document.Columns.Select(entry =>
                (string[])
                    [
                        CompareTable.Title(entry.Key, entry.Value),
                        HtmlReport.Number(entry.Value.Turns),
                        HtmlReport.Number(entry.Value.Unanswered),
                        HtmlReport.Number(entry.Value.V2vMs.P50, "0"),
                        HtmlReport.Number(entry.Value.V2vMs.P95, "0"),
                        CompareTable.Estimate(entry.Value.NetworkMs, entry.Value.NetworkEstimated),
                        HtmlReport.Number(entry.Value.ProcessingMs, "0"),
                        HtmlReport.Number(entry.Value.BytesOutPerTurn, "0"),
                        entry.Value.CostPerMinute is { } cost ? HtmlReport.Number(cost, "0.0000") : "not known",
                    ]
            )
        );

    private static string Stages(CompareDocument document) =>
        ReportPage.Table(
            ["backends", "STT", "LLM", "TTS"],
            document.Columns.Select(entry =>
                (string[])
                    [
                        CompareTable.Title(entry.Key, entry.Value),
                        .. ColumnFigures.StageNames.Select(stage => StageText(entry.Value, entry.Value.Stages[stage])),
                    ]
            )
        );

    private static string StageText(ColumnFigures column, StageFigures stage) =>
        $"{CompareTable.StageTime(column, stage)} ({CompareTable.StageServer(stage)})";

    private static string Reference(CompareDocument document) =>
        ReportPage.Table(
            ["ms", .. document.Reference.Keys],
            ReferenceColumn.Rows.Select(row =>
                (string[])[row.Replace('_', ' '), .. document.Reference.Values.Select(column => column[row])]
            )
        );

    private static string Delays(CompareDocument document) =>
        document.Delays.Count == 0
            ? ""
            : "<h2>Simulated delays, without the network</h2>"
                + ReportPage.Table(
                    ["service", "step", "p50 ms", "p95", "kind", "source"],
                    document.Delays.Select(delay =>
                        (string[])
                            [
                                delay.Service,
                                delay.Step,
                                HtmlReport.Number(delay.P50Ms, "0"),
                                HtmlReport.Number(delay.P95Ms, "0"),
                                delay.Kind,
                                CompareTable.SourceText(delay.Date, delay.Title, delay.Address),
                            ]
                    )
                );

    private static string Prices(CompareDocument document) =>
        document.Prices.Count == 0
            ? ""
            : "<h2>Prices</h2>"
                + ReportPage.Table(
                    ["model", "USD", "source"],
                    document.Prices.Select(price =>
                        (string[])
                            [
                                $"{price.Service} {price.Model}",
                                CompareTable.PriceText(price),
                                CompareTable.SourceText(price.Date, price.Source, price.Address),
                            ]
                    )
                );

    private static string Text(string text) => HtmlReport.Text(text);
}

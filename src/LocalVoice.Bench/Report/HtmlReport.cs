using System.Globalization;
using System.Net;

namespace LocalVoice.Bench.Report;

/// <summary>The HTML report: one self-contained page, viewable offline.</summary>
public static class HtmlReport
{
    public static string Render(BenchDocument document) =>
        ReportPage.Of(
            "voice to voice",
            $"""
            <h1>Voice to voice</h1>
            {Headline(document)}
            <h2>Where the time goes (medians)</h2>
            {ReportPage.Drawing(WaterfallSvg.Render(document.Pipelines))}
            <h2>Every turn</h2>
            {ReportPage.Drawing(DistributionSvg.Render(document.Pipelines))}
            {Figures(document)}
            {Ramp(document)}
            <h2>Made on</h2>
            <p>{Text(document.Machine.ToString())}, {document.Date.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</p>
            <ul>{string.Concat(
                document.Models.Select(model =>
                    $"<li>{Text(model.Key)}: {Text(model.Value)}, {Text(document.Packages.GetValueOrDefault(model.Key, ""))}</li>"
                )
            )}</ul>
            <ul class="quiet">{string.Concat(document.Notes.Select(note => $"<li>{Text(note)}</li>"))}</ul>
            """
        );

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double? value, string format = "0.#") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Headline(BenchDocument document) =>
        document.RatioP50 is null
            ? ""
            : $"""<p class="headline">{Number(document.RatioP50)}× faster than the sequential pipeline on the same engines; """
                + $"""{Number(document.RatioP50SameEndpointing)}× with the same endpointing.</p>""";

    private static string Figures(BenchDocument document) =>
        ReportPage.Table(
            ["pipeline", "turns", "unanswered", "p50 ms", "p95", "p99", "speculations used", "wasted"],
            document.Pipelines.Select(pipeline =>
                (string[])
                    [
                        pipeline.Key.Replace('_', ' '),
                        Number(pipeline.Value.Turns),
                        Number(pipeline.Value.Unanswered),
                        Number(pipeline.Value.V2vMs.P50),
                        Number(pipeline.Value.V2vMs.P95),
                        Number(pipeline.Value.V2vMs.P99),
                        Number(pipeline.Value.Speculations.Used),
                        Number(pipeline.Value.Speculations.Wasted),
                    ]
            )
        );

    private static string Ramp(BenchDocument document) =>
        document.Ramp.Count == 0
            ? ""
            : $"<h2>Callers at once: {Number(document.CapacitySessions)}</h2>"
                + ReportPage.Table(
                    ["callers", "turns", "unanswered", "p50 ms", "p95"],
                    document.Ramp.Select(step =>
                        (string[])
                            [
                                Number(step.Sessions),
                                Number(step.Turns),
                                Number(step.Unanswered),
                                Number(step.V2vMs.P50),
                                Number(step.V2vMs.P95),
                            ]
                    )
                );
}

using System.Globalization;
using System.Net;

namespace LocalVoice.Bench.Report;

/// <summary>The HTML report: one self-contained page, viewable offline.</summary>
public static class HtmlReport
{
    /// <summary>The colours and letters of the server's page.</summary>
    internal const string Style = """
        :root{color-scheme:light dark;--ink:light-dark(#20261f,#e9e8df);--soft:light-dark(#5c6359,#a0a79c);
        --paper:light-dark(#f7f4ec,#141714);--line:light-dark(#dcd6c6,#333a33);
        --spoken:"Iowan Old Style","Palatino Linotype",Palatino,P052,Georgia,serif}
        body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1,.headline{font-family:var(--spoken);font-weight:600}h2{color:var(--soft);font-size:.95rem;font-weight:600;margin-top:2.5rem}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:1rem 0}
        th,td{padding:.3rem .8rem;border-bottom:1px solid var(--line);font-weight:400;text-align:right}th{color:var(--soft)}
        th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto}.quiet{color:var(--soft);font-size:.9em}
        .headline{font-size:1.4rem}
        """;

    public static string Render(BenchDocument document) =>
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>LocalVoice: voice to voice</title><style>{Style}</style></head><body>
        <h1>Voice to voice</h1>
        {Headline(document)}
        <h2>Where the time goes (medians)</h2>
        {WaterfallSvg.Render(document.Pipelines)}
        <h2>Every turn</h2>
        {DistributionSvg.Render(document.Pipelines)}
        {Figures(document)}
        {Ramp(document)}
        <h2>Made on</h2>
        <p>{Text(document.Machine.ToString())}, {document.Date.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</p>
        <ul>{string.Concat(document.Models.Select(model => $"<li>{Text(model.Key)}: {Text(model.Value)}, "
            + $"{Text(document.Packages.GetValueOrDefault(model.Key, ""))}</li>"))}</ul>
        <ul class="quiet">{string.Concat(document.Notes.Select(note => $"<li>{Text(note)}</li>"))}</ul>
        </body></html>
        """;

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double? value, string format = "0.#") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Headline(BenchDocument document) =>
        document.RatioP50 is null
            ? ""
            : $"""<p class="headline">{Number(document.RatioP50)}× faster than the sequential pipeline on the same engines; """
                + $"""{Number(document.RatioP50SameEndpointing)}× with the same endpointing.</p>""";

    private static string Figures(BenchDocument document)
    {
        var rows = document.Pipelines.Select(pipeline =>
            $"<tr><td>{Text(pipeline.Key.Replace('_', ' '))}</td><td>{pipeline.Value.Turns}</td><td>{pipeline.Value.Unanswered}</td>"
            + $"<td>{Number(pipeline.Value.V2vMs.P50)}</td><td>{Number(pipeline.Value.V2vMs.P95)}</td>"
            + $"<td>{Number(pipeline.Value.V2vMs.P99)}</td>"
            + $"<td>{pipeline.Value.Speculations.Used}</td><td>{pipeline.Value.Speculations.Wasted}</td></tr>"
        );
        return "<table><tr><th>pipeline</th><th>turns</th><th>unanswered</th><th>p50 "
            + "ms</th><th>p95</th><th>p99</th><th>speculations used</th><th>wasted</th></tr>"
            + string.Concat(rows)
            + "</table>";
    }

    private static string Ramp(BenchDocument document)
    {
        if (document.Ramp.Count == 0)
        {
            return "";
        }

        var rows = document.Ramp.Select(step =>
            $"<tr><td>{step.Sessions}</td><td>{step.Turns}</td><td>{step.Unanswered}</td>"
            + $"<td>{Number(step.V2vMs.P50)}</td><td>{Number(step.V2vMs.P95)}</td></tr>"
        );
        return $"<h2>Callers at once: "
            + $"{Number(document.CapacitySessions)}</h2><table><tr><th>callers</th><th>turns</th><th>unanswered</th><th>p50 "
            + $"ms</th><th>p95</th></tr>"
            + string.Concat(rows)
            + "</table>";
    }
}

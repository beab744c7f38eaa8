using System.Globalization;

namespace LocalVoice.Bench.Engines;

/// <summary>The report as a Markdown table.</summary>
public static class EngineBenchMarkdown
{
    public static IEnumerable<string> Lines(EngineBenchDocument document)
    {
        var label = document.Label.Length > 0 ? $" (**{document.Label}**)" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Engines{label}, {document.Date:yyyy-MM-dd}, {document.Machine}");
        yield return "";
        yield return "| stage | measured | p50 | p95 | unit | n | on |";
        yield return "|---|---|---:|---:|---|---:|---|";
        foreach (var figure in document.Figures)
        {
            yield return $"| {figure.Stage} | {figure.Measure} | {Number(figure.Values.P50)} | {Number(figure.Values.P95)} | "
                + $"{figure.Unit} | {figure.Values.Count} | {figure.Conditions} |";
        }

        yield return "";
        yield return "95 of 100 runs are no worse than p95.";
        yield return "";
        foreach (var engine in document.Engines)
        {
            yield return $"- {engine.Stage}: {engine.Name} {engine.Model} on {engine.Device} ({engine.Package})";
        }

        foreach (var (stage, reason) in document.Failures)
        {
            yield return $"- {stage}: not measured: {reason}";
        }
    }

    private static string Number(double? value) =>
        value switch
        {
            null => "–",
            >= 100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
            _ => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        };
}

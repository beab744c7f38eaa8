using System.Text;
using LocalVoice.Bench.Report;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Compare.Report;

/// <summary>
/// One bar per column, as long as its median voice to voice and divided in proportion to the stages' median shares. What of a
/// share is network is hatched: at most the share, since the network of a stage that ran during the silence delays nobody.
/// </summary>
internal static class StackedBarsSvg
{
    private const int Width = 900;
    private const int Label = 300;
    private const int Row = 52;
    private const string Whole = "#8b9186";

    private const string Hatch = """
        <defs><pattern id="network" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="#fff" fill-opacity=".55"/>
        <rect width="2" height="6" fill="#1b1f24" fill-opacity=".55"/></pattern></defs>
        """;

    public static string Render(IReadOnlyDictionary<string, ColumnFigures> columns)
    {
        var longest = columns.Values.Select(column => column.V2vMs.P50 ?? 0).DefaultIfEmpty(0).Max();
        if (longest <= 0)
        {
            return "<p>No turn was answered.</p>";
        }

        var perMs = (Width - Label - 80) / longest;
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {Width} {(columns.Count * Row) + 40}\" role=\"img\" aria-label=\"stages and network\">{Hatch}"
        );
        var top = 0;
        foreach (var (name, column) in columns)
        {
            svg.Append(Bar(name, column, perMs, top));
            top += Row;
        }

        return svg.Append(Legend(top + 20)).Append("</svg>").ToString();
    }

    private static string Bar(string name, ColumnFigures column, double perMs, int top)
    {
        var total = column.V2vMs.P50 ?? 0;
        var rest = name.StartsWith(column.Backends, StringComparison.Ordinal) ? name[column.Backends.Length..].Trim() : "";
        string[] below = [rest, column.Simulated ? "simulated" : ""];
        var svg = new StringBuilder(Text(0, top + 22, rest.Length > 0 ? column.Backends : name, 13)).Append(
            Text(0, top + 38, string.Join(", ", below.Where(part => part.Length > 0)), 12)
        );
        var x = (double)Label;
        foreach (var (ms, network, colour, title) in Segments(column, total))
        {
            svg.Append(Rectangle(x, top + 8, ms * perMs, colour, title));
            if (network > 0)
            {
                svg.Append(Rectangle(x + ((ms - network) * perMs), top + 8, network * perMs, "url(#network)", $"{title}, network"));
            }

            x += ms * perMs;
        }

        return svg.Append(Text(x + 8, top + 27, column.V2vMs.P50 is null ? "unanswered" : $"{HtmlReport.Number(total, "0")} ms", 14))
            .ToString();
    }

    private static IEnumerable<(double Ms, double Network, string Colour, string Title)> Segments(ColumnFigures column, double total)
    {
        var shares = TurnStages.PathNames.Select(stage => column.PathMs.GetValueOrDefault(stage)).ToArray();
        if (shares.Sum() <= 0)
        {
            yield return (total, Math.Min(total, column.NetworkMs ?? 0), Whole, "all stages, not separable");
            yield break;
        }

        var scale = total / shares.Sum();
        for (var stage = 0; stage < shares.Length; stage++)
        {
            var name = TurnStages.PathNames[stage];
            var network = column.Stages.GetValueOrDefault(name)?.NetworkMs ?? 0;
            yield return (
                shares[stage] * scale,
                Math.Min(shares[stage], network) * scale,
                ReportPage.Shares[stage],
                $"{name.Replace('_', ' ')}: {HtmlReport.Number(shares[stage])} ms"
            );
        }
    }

    private static string Rectangle(double x, int y, double width, string fill, string title) =>
        $"<rect x=\"{HtmlReport.Number(x)}\" y=\"{y}\" width=\"{HtmlReport.Number(width)}\" height=\"28\" fill=\"{fill}\">"
        + $"<title>{HtmlReport.Text(title)}</title></rect>";

    private static string Text(double x, int y, string text, int size) =>
        $"<text x=\"{HtmlReport.Number(x)}\" y=\"{y}\" fill=\"currentColor\" font-size=\"{size}\">{HtmlReport.Text(text)}</text>";

    private static string Legend(int y)
    {
        var svg = new StringBuilder();
        (string Fill, string Name)[] entries =
        [
            .. ReportPage.Shares.Zip(TurnStages.PathNames, (colour, name) => (colour, name.Replace('_', ' '))),
            ("url(#network)", "network"),
        ];
        for (var entry = 0; entry < entries.Length; entry++)
        {
            var x = (Label / 2) + (entry * 120);
            svg.Append($"<rect x=\"{x}\" y=\"{y - 10}\" width=\"12\" height=\"12\" fill=\"{entries[entry].Fill}\"/>")
                .Append(Text(x + 18, y, entries[entry].Name, 13));
        }

        return svg.ToString();
    }
}

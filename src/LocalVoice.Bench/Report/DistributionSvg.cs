using System.Text;

namespace LocalVoice.Bench.Report;

/// <summary>Cumulative distribution of voice to voice: one curve per pipeline.</summary>
internal static class DistributionSvg
{
    private const int Width = 900;
    private const int Height = 300;
    private const int Left = 50;
    private const int Bottom = 40;

    public static string Render(IReadOnlyDictionary<string, PipelineFigures> pipelines)
    {
        var slowest = pipelines.Values.SelectMany(figures => figures.SamplesMs).DefaultIfEmpty(0).Max();
        if (slowest <= 0)
        {
            return "<p>No turn was answered.</p>";
        }

        var perMs = (Width - Left - 20) / (slowest * 1.05);
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"distribution of voice to voice\">"
        ).Append(Axes(slowest, perMs));
        var index = 0;
        foreach (var (name, figures) in pipelines)
        {
            svg.Append(Line(name, figures.SamplesMs, perMs, index++));
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Line(string name, IReadOnlyList<double> samples, double perMs, int index)
    {
        var colour = ReportPage.Lines[index % ReportPage.Lines.Count];
        var path = new StringBuilder($"M{Left} {Y(0)}");
        var answered = 0;
        foreach (var sample in samples.Order())
        {
            path.Append($"H{HtmlReport.Number(Left + (sample * perMs))}V{HtmlReport.Number(Y((double)++answered / samples.Count))}");
        }

        var title = HtmlReport.Text(name.Replace('_', ' '));
        return $"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"><title>{title}</title></path>"
            + LineName.Render(Left + 10, Y(0.9) + (index * 18), colour, title);
    }

    private static string Axes(double slowest, double perMs)
    {
        var svg = new StringBuilder();
        foreach (var share in new[] { 0, 0.5, 0.95, 1 })
        {
            var y = HtmlReport.Number(Y(share));
            svg.Append($"<line x1=\"{Left}\" x2=\"{Width - 20}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#8b9186\" stroke-width=\".5\"/>")
                .Append($"<text x=\"0\" y=\"{HtmlReport.Number(Y(share) + 4)}\" fill=\"currentColor\" font-size=\"12\">{share:P0}</text>");
        }

        var step = slowest > 1500 ? 500 : 100;
        for (var at = 0; at <= slowest; at += step)
        {
            svg.Append(
                $"<text x=\"{HtmlReport.Number(Left + (at * perMs))}\" y=\"{Height - 12}\" fill=\"currentColor\" "
                    + $"font-size=\"12\" text-anchor=\"middle\">{at} ms</text>"
            );
        }

        return svg.ToString();
    }

    private static double Y(double share) => Height - Bottom - (share * (Height - Bottom - 20));
}

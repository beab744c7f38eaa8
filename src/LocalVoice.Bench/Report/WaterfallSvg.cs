using System.Text;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Report;

/// <summary>
/// One bar per pipeline, as long as its median voice to voice and divided in proportion to the stages' median shares
/// (medians of shares need not add up to the median of the total).
/// </summary>
internal static class WaterfallSvg
{
    private const int Width = 900;
    private const int Label = 220;
    private const int Row = 56;

    public static string Render(IReadOnlyDictionary<string, PipelineFigures> pipelines)
    {
        var longest = pipelines.Values.Select(figures => figures.V2vMs.P50 ?? 0).DefaultIfEmpty(0).Max();
        if (longest <= 0 || pipelines.Values.All(figures => Shares(figures).Sum() <= 0))
        {
            return "<p>The server sent no timelines.</p>";
        }

        var perMs = (Width - Label - 80) / longest;
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {Width} {(pipelines.Count * Row) + 40}\" role=\"img\" aria-label=\"stages of each pipeline\">"
        );
        var top = 0;
        foreach (var (name, figures) in pipelines)
        {
            svg.Append(Bar(name, figures, perMs, top));
            top += Row;
        }

        return svg.Append(Legend(top + 20)).Append("</svg>").ToString();
    }

    private static double[] Shares(PipelineFigures figures) =>
        [.. TurnStages.PathNames.Select(stage => figures.Stages.GetValueOrDefault(stage)?.P50 ?? 0)];

    private static string Bar(string name, PipelineFigures figures, double perMs, int top)
    {
        var shares = Shares(figures);
        var total = figures.V2vMs.P50 ?? 0;
        var perShareMs = shares.Sum() > 0 ? perMs * total / shares.Sum() : 0;
        var svg = new StringBuilder(
            $"<text x=\"0\" y=\"{top + 26}\" fill=\"currentColor\" font-size=\"14\">{HtmlReport.Text(name.Replace('_', ' '))}</text>"
        );
        var x = (double)Label;
        for (var stage = 0; stage < shares.Length; stage++)
        {
            var width = shares[stage] * perShareMs;
            svg.Append(
                    $"<rect x=\"{HtmlReport.Number(x)}\" y=\"{top + 8}\" width=\"{HtmlReport.Number(width)}\" height=\"28\" "
                        + $"fill=\"{ReportPage.Shares[stage]}\">"
                )
                .Append($"<title>{TurnStages.PathNames[stage].Replace('_', ' ')}: {HtmlReport.Number(shares[stage])} ms</title></rect>");
            x += width;
        }

        return svg.Append(
                $"<text x=\"{HtmlReport.Number(x + 8)}\" y=\"{top + 27}\" fill=\"currentColor\" "
                    + $"font-size=\"14\">{HtmlReport.Number(total, "0")} ms</text>"
            )
            .ToString();
    }

    private static string Legend(int y)
    {
        var svg = new StringBuilder();
        for (var stage = 0; stage < ReportPage.Shares.Count; stage++)
        {
            var x = Label + (stage * 125);
            svg.Append($"<rect x=\"{x}\" y=\"{y - 10}\" width=\"12\" height=\"12\" fill=\"{ReportPage.Shares[stage]}\"/>")
                .Append(
                    $"<text x=\"{x + 18}\" y=\"{y}\" fill=\"currentColor\" "
                        + $"font-size=\"13\">{TurnStages.PathNames[stage].Replace('_', ' ')}</text>"
                );
        }

        return svg.ToString();
    }
}

using System.Text;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>Cut-ins on cued pauses against the mean delay: a line per policy, a dot for its waits as they are.</summary>
internal static class CurveSvg
{
    private const int Width = 900;
    private const int Height = 340;
    private const int Left = 50;
    private const int Right = 170;
    private const int Bottom = 40;
    private const int Top = 20;

    // Beyond it nobody waits: the rest of the curve says nothing.
    private const double LongestMs = 2500;

    public static string Render(IReadOnlyDictionary<string, PolicyFigures> policies)
    {
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"false cut-ins against endpointing delay\">"
        ).Append(Axes());
        var index = 0;
        foreach (var (name, figures) in policies)
        {
            svg.Append(Line(name, figures.Curve, index++));
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Line(string name, IReadOnlyList<CurvePoint> curve, int index)
    {
        var colour = ReportPage.Lines[index % ReportPage.Lines.Count];
        var title = HtmlReport.Text(name);
        var points = curve.Where(point => point is { CutInsCued: not null, DelayMsMean: <= LongestMs }).ToList();
        var path = string.Join(' ', points.Select(point => $"{X(point.DelayMsMean!.Value)},{Y(point.CutInsCued!.Value)}"));
        var svg = new StringBuilder(
            $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"><title>{title}</title></polyline>"
        );
        if (points.Find(point => point.Factor == 1) is { } asIs)
        {
            svg.Append($"<circle cx=\"{X(asIs.DelayMsMean!.Value)}\" cy=\"{Y(asIs.CutInsCued!.Value)}\" r=\"5\" fill=\"{colour}\"/>");
        }

        return svg.Append(LineName.Render(Width - Right + 20, Top + 10 + (index * 18), colour, title)).ToString();
    }

    private static string Axes()
    {
        var svg = new StringBuilder();
        foreach (var share in new[] { 0, 0.05, 0.25, 0.5, 0.75, 1 })
        {
            var width = share == 0.05 ? "1" : ".5";
            svg.Append($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(share)}\" y2=\"{Y(share)}\" stroke=\"#8b9186\" ")
                .Append($"stroke-width=\"{width}\"/>")
                .Append($"<text x=\"0\" y=\"{Y(share)}\" fill=\"currentColor\" font-size=\"12\">{TurnsTable.Percent(share)}</text>");
        }

        for (var ms = 0; ms <= LongestMs; ms += 500)
        {
            svg.Append($"<text x=\"{X(ms)}\" y=\"{Height - 12}\" fill=\"currentColor\" font-size=\"12\" ")
                .Append($"text-anchor=\"middle\">{ms} ms</text>");
        }

        return svg.ToString();
    }

    private static string X(double ms) => HtmlReport.Number(Left + (ms / LongestMs * (Width - Left - Right)));

    private static string Y(double share) => HtmlReport.Number(Height - Bottom - (share * (Height - Bottom - Top)));
}

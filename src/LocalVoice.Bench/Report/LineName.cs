namespace LocalVoice.Bench.Report;

/// <summary>The name of a line in a drawing: a piece of it, and words in the page's ink, for not every colour can be read.</summary>
internal static class LineName
{
    /// <param name="name">Escaped.</param>
    public static string Render(int x, double y, string colour, string name) =>
        $"<line x1=\"{x}\" x2=\"{x + 14}\" y1=\"{HtmlReport.Number(y - 4)}\" y2=\"{HtmlReport.Number(y - 4)}\" "
        + $"stroke=\"{colour}\" stroke-width=\"3\"/>"
        + $"<text x=\"{x + 20}\" y=\"{HtmlReport.Number(y)}\" fill=\"currentColor\" font-size=\"13\">{name}</text>";
}

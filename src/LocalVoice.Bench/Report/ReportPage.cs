namespace LocalVoice.Bench.Report;

/// <summary>What HTML reports share: one self-contained page in the letters and colours of the server's page, viewable offline.</summary>
internal static class ReportPage
{
    /// <summary>
    /// Of the shares of a turn, in their order: nobody, the user, and the agent twice, as on the server's page; then the way. Told apart
    /// on light and on dark paper.
    /// </summary>
    public static IReadOnlyList<string> Shares { get; } = ["#8b9186", "#3a9272", "#c2703a", "#e0a25c", "#5f7f9e"];

    /// <summary>Of lines that are compared.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    ["#8b9186", "#5f7f9e", "#c2703a", "#3a9272", "#c9a227", "#9a6fb0", "#b8574a", "#4fa3a5"];

    private const string Style = """
        :root{color-scheme:light dark;--ink:light-dark(#20261f,#e9e8df);--soft:light-dark(#5c6359,#a0a79c);
        --paper:light-dark(#f7f4ec,#141714);--line:light-dark(#dcd6c6,#333a33);--agent:light-dark(#a0480f,#eea05f);
        --spoken:"Iowan Old Style","Palatino Linotype",Palatino,P052,Georgia,serif}
        body{background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
        overflow-wrap:anywhere}
        h1,.headline{font-family:var(--spoken);font-weight:600;line-height:1.25;text-wrap:balance}h1{font-size:1.75rem}
        h2{color:var(--soft);font-size:.95rem;font-weight:600;margin-top:2.5rem}.headline{font-size:1.4rem}
        .wide{margin:1rem 0;overflow-x:auto}.wide:focus-visible{outline:3px solid var(--agent);outline-offset:3px}
        table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .8rem;border-bottom:1px solid var(--line);font-weight:400;text-align:right;overflow-wrap:normal}
        th{color:var(--soft);vertical-align:bottom}td{vertical-align:top}
        th:first-child,td:first-child{padding-left:0;text-align:left}th:last-child,td:last-child{padding-right:0}
        td:last-child:not(:first-child){max-width:26rem}svg{display:block;height:auto;min-width:44rem;width:100%}
        ul{padding-left:1.25rem}.quiet{color:var(--soft);font-size:.9em}
        @media(forced-colors:active){svg{forced-color-adjust:none;color:CanvasText}}
        @media print{.wide{overflow:visible}svg{min-width:0}}
        """;

    /// <param name="title">Escaped here; the body is not.</param>
    public static string Of(string title, string body) =>
        $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>LocalVoice: {HtmlReport.Text(title)}</title><style>{Style}</style></head><body><main>
            {body}
            </main></body></html>
            """;

    /// <summary>A drawing, which scrolls where the screen is narrow.</summary>
    public static string Drawing(string svg) => Wide("Drawing", svg);

    /// <summary>The first title is a row's name; a number and its unit stay on one line.</summary>
    public static string Table(IEnumerable<string> titles, IEnumerable<string[]> rows) =>
        Wide(
            "Table",
            $"<table><thead><tr>{Cells("th", titles)}</tr></thead><tbody>"
                + $"{string.Concat(rows.Select(row => $"<tr>{Cells("td", row)}</tr>"))}</tbody></table>"
        );

    private static string Wide(string what, string content) =>
        $"<div class=\"wide\" role=\"group\" aria-label=\"{what}\" tabindex=\"0\">{content}</div>";

    private static string Cells(string tag, IEnumerable<string> cells) =>
        string.Concat(
            cells.Select(HtmlReport.Text).Select(cell => $"<{tag}>{cell.Replace(" %", "&#160;%", StringComparison.Ordinal)}</{tag}>")
        );
}

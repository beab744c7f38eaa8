using System.Globalization;
using LocalVoice.Bench.Turns.Script;
using Spectre.Console;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>The terminal report of <c>bench turns</c>.</summary>
public static class TurnsTable
{
    public static void Write(IAnsiConsole console, TurnsDocument document)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(document);
        if (document.Policies.Count > 0)
        {
            console.MarkupLineInterpolated($"{Caption(document)}");
            console.Write(Overview(document));
            console.Write(ByPause(document));
            console.Write(ByShortestWait(document));
        }

        if (document.BargeIn is not null)
        {
            console.MarkupLineInterpolated($"{LiveRows.Caption(document)}");
            console.Write(Live(document));
        }

        if (document.Walk is { } walk)
        {
            console.MarkupLineInterpolated($"{LiveRows.Of(walk)}");
        }

        console.MarkupLineInterpolated($"[grey]{document.Machine} · {document.Date:yyyy-MM-dd}[/]");
        foreach (var note in document.Notes)
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    internal static string Caption(TurnsDocument document)
    {
        var set = document.Set;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{set.Language}, {set.Half}, seed {set.Seed}: {set.Clips} clips, {set.PausesCued} cued and {set.PausesUncued} uncued pauses "
                + $"({set.NotFound} not found by the detector), {set.Ends} ends · {document.Recognizer} · a decode is charged "
                + $"{document.Decode.BaseMs:0} ms + {document.Decode.PerSecondMs:0} ms per second of audio"
        );
    }

    internal static string Percent(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "–";

    internal static string Ms(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";

    private static Table Overview(TurnsDocument document)
    {
        var table = Columns(
            "policy",
            "delay at 5 % cut-ins (cued)",
            "… (all)",
            "cut-ins cued",
            "uncued",
            "all",
            "in speech",
            "delay mean",
            "p50",
            "p95",
            "missed"
        );
        foreach (var (name, figures) in document.Policies)
        {
            table.AddRow(
                name,
                Ms(figures.DelayMsMeanAt5pctCutIns),
                Ms(figures.DelayMsMeanAt5pctCutInsAll),
                Percent(figures.CutIns.Cued),
                Percent(figures.CutIns.Uncued),
                Percent(figures.CutIns.All),
                Percent(figures.Elsewhere),
                Ms(figures.DelayMs.Mean),
                Ms(figures.DelayMs.P50),
                Ms(figures.DelayMs.P95),
                Ms(figures.DelayMs.Missed)
            );
        }

        return table;
    }

    private static Table Live(TurnsDocument document)
    {
        var table = Columns("over the agent's voice", "", "p50", "p95");
        foreach (var row in LiveRows.Of(document))
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }

    private static Table ByPause(TurnsDocument document)
    {
        var lengths = document.Policies.Values.SelectMany(figures => figures.CutInsByPauseMs.Keys).Distinct().ToList();
        var table = Columns(["cut-ins by pause, ms", "kind", .. lengths]);
        foreach (var (name, figures) in document.Policies)
        {
            foreach (var kind in Enum.GetValues<PauseKind>())
            {
                var cells = lengths.Select(length =>
                    figures.CutInsByPauseMs.GetValueOrDefault(length) is { } cut
                        ? Percent(kind is PauseKind.Cued ? cut.Cued : cut.Uncued)
                        : "–"
                );
                table.AddRow([name, kind.ToString().ToLowerInvariant(), .. cells]);
            }
        }

        return table;
    }

    private static Table ByShortestWait(TurnsDocument document)
    {
        var waits = document.Policies.Values.SelectMany(figures => figures.AtShortestWaitMs.Keys).Distinct().ToList();
        var table = Columns(["shortest wait, ms: cued / uncued, mean delay", .. waits]);
        foreach (var (name, figures) in document.Policies)
        {
            var cells = waits.Select(wait =>
                figures.AtShortestWaitMs.GetValueOrDefault(wait) is { } point
                    ? $"{Percent(point.CutInsCued)} / {Percent(point.CutInsUncued)}, {Ms(point.DelayMsMean)}"
                    : "–"
            );
            table.AddRow([name, .. cells]);
        }

        return table;
    }

    private static Table Columns(params string[] titles)
    {
        var table = new Table();
        foreach (var title in titles)
        {
            table.AddColumn(title == titles[0] ? new TableColumn(title) : new TableColumn(title).RightAligned());
        }

        return table;
    }
}

using System.Globalization;
using LocalVoice.Bench.Report;
using Spectre.Console;

namespace LocalVoice.Bench.Clips;

/// <summary>The terminal report of <c>bench --wav</c>.</summary>
public static class ClipTable
{
    private static readonly string[] Numbers =
    [
        "V2V",
        "ready",
        "lone decode",
        "decision",
        "final",
        "first token",
        "first clause",
        "WER %",
        "whole %",
    ];

    public static void Write(IAnsiConsole console, ClipDocument document)
    {
        console.Write(Clips(document.Clips));
        console.Write(Summary(document));
        console.MarkupLineInterpolated($"{document.Clips.Count} played, {document.Unanswered} unanswered, {document.CutIns} cut into");
        console.MarkupLineInterpolated($"word errors {Percent(document.Wer)} %, at the whole window {Percent(document.WerWholeWindow)} %");
        console.MarkupLineInterpolated($"[grey]{document.Machine} · {document.Date:yyyy-MM-dd}[/]");
        if (document.Server is { } server)
        {
            console.MarkupLineInterpolated($"server: ready after {server.StartUpMs:0} ms");
            console.MarkupLineInterpolated($"memory: {server.StartMiB:0} MiB, {server.EndMiB:0} at the end, {server.PeakMiB:0} at most");
        }

        foreach (var (stage, model) in document.Models)
        {
            console.MarkupLineInterpolated($"[grey]{stage}: {model}, {document.Packages.GetValueOrDefault(stage, "")}[/]");
        }

        foreach (var note in document.Notes)
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    private static Table Clips(IReadOnlyList<ClipFigures> clips)
    {
        var table = new Table().AddColumn("clip");
        foreach (var title in Numbers)
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        table.AddColumn("heard");
        foreach (var clip in clips)
        {
            table.AddRow(
                Markup.Escape(clip.CutIn ? $"{clip.File} (cut into)" : clip.File),
                Cell(clip.V2vMs),
                Cell(clip.ReadyMs),
                Cell(clip.LoneDecodeMs),
                Cell(clip.DecisionMs),
                Cell(clip.FinalMs),
                Cell(clip.FirstTokenMs),
                Cell(clip.FirstClauseMs),
                Percent(clip.Wer),
                Percent(clip.WerWholeWindow),
                Markup.Escape(clip.Error ?? clip.Heard)
            );
        }

        return table;
    }

    private static Table Summary(ClipDocument document)
    {
        var table = new Table().AddColumns("ms", "count", "p50", "p95");
        foreach (
            var (name, figures) in new[] { ("V2V", document.V2vMs), ("ready", document.ReadyMs), ("lone decode", document.LoneDecodeMs) }
        )
        {
            table.AddRow(name, Cell(figures.Count), Cell(figures.P50), Cell(figures.P95));
        }

        return table;
    }

    private static string Cell(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? rate) => (100 * rate)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";
}

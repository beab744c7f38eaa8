using System.Globalization;
using LocalVoice.Client.Measures;
using Spectre.Console;

namespace LocalVoice.Bench.Report;

/// <summary>The terminal report, in the form of the earlier pipeline's table.</summary>
public static class BenchTable
{
    private static readonly string[] RowTitles = ["audio input", "STT (with endpointing)", "LLM", "TTS", "audio output", "total (p50)"];

    public static void Write(IAnsiConsole console, BenchDocument document)
    {
        if (document.Pipelines.Count > 0)
        {
            console.Write(Stages(document));
            console.MarkupLine(
                "[grey]ms, medians of what the user waits for; medians of shares need not add up to the median of the total.[/]"
            );
            console.Write(Totals(document));
        }

        WriteRatio(console, "sequential ÷ parallel", document.RatioP50);
        WriteRatio(console, "… with the same endpointing", document.RatioP50SameEndpointing);
        if (document.SameAnswers is { } same)
        {
            var turns = document.Pipelines.Values.Max(figures => figures.Turns);
            console.MarkupLineInterpolated($"answers: at most {document.AnswerTokens} tokens; {same} of {turns} the same in all pipelines");
        }

        if (document.CapacitySessions is { } capacity)
        {
            console.MarkupLineInterpolated($"callers with p95 ≤ {CapacityRamp.BoundMs:0} ms: [bold]{capacity}[/]");
        }

        console.MarkupLineInterpolated($"[grey]{document.Machine} · {document.Date:yyyy-MM-dd}[/]");
        foreach (var (stage, model) in document.Models)
        {
            console.MarkupLineInterpolated($"[grey]{stage}: {model}, {document.Packages.GetValueOrDefault(stage, "")}[/]");
        }

        foreach (var note in document.Notes)
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    private static Table Stages(BenchDocument document)
    {
        var table = new Table().AddColumn("stage");
        foreach (
            var title in ReferenceColumn
                .All.Select(column => column.Title)
                .Concat(document.Pipelines.Keys.Select(name => $"ours: {name.Replace('_', ' ')}"))
        )
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        for (var row = 0; row < RowTitles.Length; row++)
        {
            var ours = document.Pipelines.Values.Select(figures =>
                Cell(
                    row < TurnStages.PathNames.Count ? figures.Stages.GetValueOrDefault(TurnStages.PathNames[row])?.P50 : figures.V2vMs.P50
                )
            );
            table.AddRow([RowTitles[row], .. ReferenceColumn.All.Select(column => column.Cells[row]), .. ours]);
        }

        return table;
    }

    private static Table Totals(BenchDocument document)
    {
        var table = new Table().AddColumns(
            "pipeline",
            "turns",
            "unanswered",
            "p50",
            "p95",
            "p99",
            "speculations used",
            "wasted",
            "words per answer"
        );
        foreach (var (name, figures) in document.Pipelines)
        {
            table.AddRow(
                name,
                Cell(figures.Turns),
                Cell(figures.Unanswered),
                Cell(figures.V2vMs.P50),
                Cell(figures.V2vMs.P95),
                Cell(figures.V2vMs.P99),
                Cell(figures.Speculations.Used),
                Cell(figures.Speculations.Wasted),
                Cell(figures.AnswerWords.P50)
            );
        }

        return table;
    }

    private static void WriteRatio(IAnsiConsole console, string title, double? ratio)
    {
        if (ratio is { } value)
        {
            console.MarkupLineInterpolated($"{title}: [bold]{value:0.0}×[/]");
        }
    }

    private static string Cell(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}

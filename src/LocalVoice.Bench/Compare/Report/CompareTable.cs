using System.Globalization;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Bench.Report;
using LocalVoice.Client.Measures;
using Spectre.Console;

namespace LocalVoice.Bench.Compare.Report;

/// <summary>The terminal report: the earlier pipeline's table beside the columns, then each column's stages, then the sources.</summary>
public static class CompareTable
{
    private static readonly string[] RowTitles = ["audio input", "STT (with endpointing)", "LLM", "TTS", "audio output", "total (p50)"];

    public static void Write(IAnsiConsole console, CompareDocument document)
    {
        foreach (var columns in ByRoundTrip(document))
        {
            console.Write(Path(columns));
        }

        console.MarkupLine(
            "[grey]ms, medians of what the user waits for; they need not add up. The first three columns were not measured here.[/]"
        );
        console.Write(Totals(document));
        console.MarkupLine("[grey]~ estimated: measured round trip × round trips on the critical path.[/]");
        console.Write(Stages(document));
        console.MarkupLine("[grey]ms, from a stage's request to its first result: service's processing + network.[/]");
        WriteDelays(console, document);
        WritePrices(console, document);
        console.MarkupLineInterpolated($"[grey]{document.Machine} · {document.Date:yyyy-MM-dd}[/]");
        foreach (var note in document.Notes)
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    /// <summary>A column's name for people.</summary>
    internal static string Title(string name, ColumnFigures column) => column.Simulated ? $"{name} (simulated)" : name;

    internal static string Estimate(double? value, bool estimated) => $"{(estimated && value is not null ? "~" : "")}{Number(value)}";

    /// <summary>A table of its own for each round trip, with the columns that have none beside.</summary>
    private static IEnumerable<IReadOnlyList<KeyValuePair<string, ColumnFigures>>> ByRoundTrip(CompareDocument document)
    {
        var roundTrips = document.Columns.Values.Select(column => column.RttMs).OfType<double>().Distinct().ToList();
        return roundTrips.Count == 0
            ?
            [
                [.. document.Columns],
            ]
            : roundTrips.Select(rtt => document.Columns.Where(column => column.Value.RttMs is null || column.Value.RttMs == rtt).ToList());
    }

    private static Table Path(IReadOnlyList<KeyValuePair<string, ColumnFigures>> columns)
    {
        var table = new Table().AddColumn("stage");
        if (columns.Select(column => column.Value.RttMs).OfType<double>().FirstOrDefault() is > 0 and var rtt)
        {
            table.Title(string.Create(CultureInfo.InvariantCulture, $"simulated network: {rtt} ms round trip (--rtt)"));
        }

        foreach (var title in ReferenceColumn.All.Select(column => column.Title).Concat(columns.Select(TitleOf)))
        {
            table.AddColumn(new TableColumn(Markup.Escape(Wrappable(title))).RightAligned());
        }

        for (var row = 0; row < RowTitles.Length; row++)
        {
            var cells = columns.Select(column => PathCell(column.Value, row));
            table.AddRow([RowTitles[row], .. ReferenceColumn.All.Select(column => column.Cells[row]), .. cells]);
        }

        return table;
    }

    private static string Wrappable(string title) =>
        title.Replace("+", " + ", StringComparison.Ordinal).Replace("-", "- ", StringComparison.Ordinal);

    private static string PathCell(ColumnFigures column, int row) =>
        row == TurnStages.PathNames.Count ? Number(column.V2vMs.P50)
        : column.Pipeline == ColumnSource.Whole ? "not separable"
        : column.PathMs.TryGetValue(TurnStages.PathNames[row], out var ms) ? Number(ms)
        : Number(null);

    private static Table Totals(CompareDocument document)
    {
        var table = new Table().AddColumns(
            "backends",
            "turns",
            "unanswered",
            "p50",
            "p95",
            "network",
            "processing",
            "bytes out / turn",
            "USD / minute"
        );
        foreach (var (name, column) in document.Columns)
        {
            table.AddRow(
                Markup.Escape(Title(name, column)),
                Number(column.Turns),
                Number(column.Unanswered),
                Number(column.V2vMs.P50),
                Number(column.V2vMs.P95),
                Estimate(column.NetworkMs, column.NetworkEstimated),
                Number(column.ProcessingMs),
                Number(column.BytesOutPerTurn),
                column.CostPerMinute?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "not known"
            );
        }

        return table;
    }

    private static Table Stages(CompareDocument document)
    {
        var table = new Table().AddColumns("backends", "STT", "LLM", "TTS");
        foreach (var (name, column) in document.Columns)
        {
            table.AddRow([Markup.Escape(Title(name, column)), .. ColumnFigures.StageNames.Select(stage => StageCell(column, stage))]);
        }

        return table;
    }

    private static string StageCell(ColumnFigures column, string name)
    {
        var stage = column.Stages[name];
        return $"{StageTime(column, stage)}\n[grey]{Markup.Escape(StageServer(stage))}[/]";
    }

    internal static string StageTime(ColumnFigures column, StageFigures stage) =>
        column.Pipeline == ColumnSource.Whole ? "not separable"
        : stage.Ms is null ? Number(null)
        : $"{Number(stage.Ms)} = {Number(stage.ProcessingMs)} + {Estimate(stage.NetworkMs, stage.NetworkEstimated)}";

    internal static string StageServer(StageFigures stage) => stage.Simulated ? $"{stage.Backend}, simulated" : stage.Backend;

    private static void WriteDelays(IAnsiConsole console, CompareDocument document)
    {
        if (document.Delays.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("simulated", "step", "p50", "p95", "kind", "source");
        foreach (var delay in document.Delays)
        {
            string[] cells =
            [
                delay.Service,
                delay.Step,
                Number(delay.P50Ms),
                Number(delay.P95Ms),
                delay.Kind,
                SourceText(delay.Date, delay.Title, delay.Address),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static void WritePrices(IAnsiConsole console, CompareDocument document)
    {
        if (document.Prices.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("price of", "USD", "source");
        foreach (var price in document.Prices)
        {
            table.AddRow(
                Markup.Escape($"{price.Service} {price.Model}"),
                Markup.Escape(PriceText(price)),
                Markup.Escape(SourceText(price.Date, price.Source, price.Address))
            );
        }

        console.Write(table);
    }

    internal static string PriceText(PriceLine price) =>
        string.Join(
            ", ",
            price.Usd.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Value} per {part.Key.Replace('_', ' ')}"))
        );

    internal static string SourceText(string date, string title, string address) =>
        string.Join(", ", new[] { title, address, date }.Where(part => part.Length > 0));

    private static string TitleOf(KeyValuePair<string, ColumnFigures> column) => Title(column.Key, column.Value);

    private static string Number(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}

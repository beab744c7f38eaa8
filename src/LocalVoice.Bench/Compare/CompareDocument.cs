using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Compare;

/// <summary>The document of <c>bench compare --json</c>.</summary>
/// <param name="Columns">By name, in the order of the run.</param>
/// <param name="Turns">Utterances per column.</param>
/// <param name="Delays">Of the simulated services that the columns used.</param>
/// <param name="Prices">Of the models that the columns used, where they are known.</param>
/// <param name="Reference">The earlier pipeline's table, by title and row; published or earlier figures, in milliseconds.</param>
public sealed record CompareDocument(
    IReadOnlyDictionary<string, ColumnFigures> Columns,
    DateTimeOffset Date,
    MachineInfo Machine,
    string Language,
    int Turns,
    IReadOnlyList<SimulatedDelay> Delays,
    IReadOnlyList<PriceLine> Prices,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Reference,
    IReadOnlyList<string> Notes
)
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> EarlierTable { get; } =
        ReferenceColumn.All.ToDictionary(
            column => column.Title,
            IReadOnlyDictionary<string, string> (column) => ReferenceColumn.Rows.Zip(column.Cells).ToDictionary()
        );
}

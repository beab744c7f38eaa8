using System.Text;

namespace LocalVoice.Cli.Output;

/// <summary>
/// A table of text, a line per row: nothing is wrapped within a cell. Where the terminal is too narrow, the columns that can be
/// spared are left out, one after the other.
/// </summary>
internal sealed class TextTable(params IReadOnlyList<TextColumn> columns)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    /// <param name="cells">One per column; control characters are shown, not sent.</param>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells.Select(Printable.Line)]);

    /// <param name="width">Characters of a line.</param>
    public IEnumerable<string> Lines(int width)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (shown.Sum(Width) + (Gap.Length * (shown.Count - 1)) > width && shown.Exists(column => columns[column].Spare > 0))
        {
            shown.Remove(shown.Where(column => columns[column].Spare > 0).MinBy(column => columns[column].Spare));
        }

        return _rows.Prepend([.. columns.Select(column => column.Title)]).Select(row => Line(row, shown));
    }

    private int Width(int column) => _rows.Select(row => row[column].Length).Append(columns[column].Title.Length).Max();

    private string Line(string[] row, List<int> shown)
    {
        var line = new StringBuilder();
        foreach (var column in shown)
        {
            line.Append(column == shown[0] ? "" : Gap)
                .Append(columns[column].IsRight ? row[column].PadLeft(Width(column)) : row[column].PadRight(Width(column)));
        }

        return line.ToString().TrimEnd();
    }
}

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Spare">Its place in the order in which columns are left out, from 1; 0: never.</param>
internal sealed record TextColumn(string Title, int Spare = 0, bool IsRight = false);

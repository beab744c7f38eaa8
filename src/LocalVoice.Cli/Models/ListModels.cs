using LocalVoice.Cli.Output;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal sealed class ListModels(IAnsiConsole console, ModelStore store, Machine machine)
{
    /// <param name="language">That the set for this machine has to serve; null for any.</param>
    public int Run(ModelSelection.Selected selected, string? language, bool json)
    {
        var choice = new SetChoice(store.Manifest, machine, language);
        var models = selected.IsEmpty ? store.Manifest.Models : store.Manifest.Select(selected.Ids, selected.Set);
        var checks = models.Select(store.Glance).ToList();
        if (json)
        {
            console.WriteJson(ModelReport.Json(store, machine, choice.Set, checks));
            return 0;
        }

        if (selected.IsEmpty)
        {
            SetTable.Write(console, store, choice);
        }

        WriteTable(checks);
        return 0;
    }

    private void WriteTable(List<ModelCheck> checks)
    {
        var table = new Table()
            .Border(TableBorder.None)
            .AddColumn("model", column => column.NoWrap())
            .AddColumns("stage", "languages", "licence")
            .AddColumn("bytes", column => column.RightAligned())
            .AddColumn("state");
        foreach (var check in checks)
        {
            table.AddRow(
                new[]
                {
                    check.Model.Id,
                    check.Model.Purpose,
                    string.Join(" ", check.Model.Language),
                    check.Model.Licence,
                    check.Model.Bytes.Grouped(),
                    ModelReport.State(check, "present"),
                }
                    .Select(cell => Markup.Escape(Printable.Line(cell)))
                    .ToArray()
            );
        }

        console.Write(table);
        console.WriteUnwrapped($"folder: {store.Folders.Writable}");
    }
}

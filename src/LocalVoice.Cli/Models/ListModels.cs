using LocalVoice.Cli.Output;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal sealed class ListModels(IAnsiConsole console, ModelStore store)
{
    public int Run(ModelSelection.Selected selected, bool json)
    {
        var models = selected.IsEmpty ? store.Manifest.Models : store.Manifest.Select(selected.Ids, selected.Set);
        var checks = models.Select(store.Glance).ToList();
        if (json)
        {
            console.WriteJson(ModelReport.Json(checks, "present"));
        }
        else
        {
            WriteTable(checks);
        }

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
        console.WriteUnwrapped($"sets: {string.Join(", ", store.Manifest.Sets.Keys)}   folder: {store.Folders.Writable}");
    }
}

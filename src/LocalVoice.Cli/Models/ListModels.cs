using LocalVoice.Cli.Output;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

internal sealed class ListModels(VerbContext context, ModelStore store, Machine machine)
{
    /// <param name="language">That the set for this machine has to serve; null for any.</param>
    public void Run(ModelSelection.Selected selected, string? language)
    {
        var choice = new SetChoice(store.Manifest, machine, language);
        var models = selected.IsEmpty ? store.Manifest.Models : store.Manifest.Select(selected.Ids, selected.Set);
        var checks = models.Select(store.Glance).ToList();
        if (context.Json)
        {
            context.WriteJson(ModelReport.Document(store, machine, choice.Set, checks), ModelReport.Options);
            return;
        }

        var width = context.Console.Profile.Width;
        context.WriteLines([
            .. selected.IsEmpty ? SetTable.Lines(store, choice, width) : [],
            .. Table(checks).Lines(width),
            Printable.Line($"folder: {store.Folders.Writable}"),
        ]);
    }

    private static TextTable Table(List<ModelCheck> checks)
    {
        var table = new TextTable(
            new("model"),
            new("stage", Spare: 3),
            new("languages", Spare: 2),
            new("licence", Spare: 1),
            new("bytes", IsRight: true),
            new("state")
        );
        foreach (var check in checks)
        {
            table.Add(
                check.Model.Id,
                check.Model.Purpose,
                string.Join(" ", check.Model.Language),
                check.Model.Licence,
                check.Model.Bytes.Grouped(),
                ModelReport.State(check, "present")
            );
        }

        return table;
    }
}

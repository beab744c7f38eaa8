using System.Globalization;
using LocalVoice.Cli.Output;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

/// <summary>The sets and the one for this machine, as a table.</summary>
internal static class SetTable
{
    private const string Mark = "→";

    public static void Write(IAnsiConsole console, ModelStore store, SetChoice choice)
    {
        var table = new Table()
            .Border(TableBorder.None)
            .AddColumn("")
            .AddColumn("set", column => column.NoWrap())
            .AddColumns("languages", "for", "memory*", "download", "state");
        foreach (var set in store.Manifest.Sets.Values)
        {
            string[] cells = [set == choice.Set ? Mark : "", .. Cells(set, store)];
            table.AddRow([.. cells.Select(cell => Markup.Escape(Printable.Line(cell)))]);
        }

        console.Write(table);
        console.WriteUnwrapped(
            "* estimated from sizes: weights, the language model's cache, and a share for everything else; not measured"
        );
        foreach (var line in choice.Lines())
        {
            console.WriteUnwrapped(line);
        }

        console.WriteUnwrapped("");
    }

    private static IEnumerable<string> Cells(ModelSet set, ModelStore store)
    {
        var models = store.Manifest.Select(set.Models);
        var missing = models.Where(model => store.Glance(model).Fault is not ModelFault.None).ToList();
        return
        [
            set.Name,
            string.Join(" ", store.Manifest.LanguagesOf(set)),
            Machine(set),
            SetChoice.Gigabytes(store.Manifest.MemoryOf(set).TotalBytes),
            SetChoice.Gigabytes(models.Where(model => model.Url is not null).Sum(model => model.Bytes)),
            missing.Count == 0 ? "present" : string.Create(CultureInfo.InvariantCulture, $"{missing.Count} of {models.Count} missing"),
        ];
    }

    private static string Machine(ModelSet set) =>
        set.Machine switch
        {
            null => "",
            { NeedsGpu: true } machine => string.Create(CultureInfo.InvariantCulture, $"GPU, {machine.Cores}+ cores"),
            var machine => string.Create(CultureInfo.InvariantCulture, $"{machine.Cores}+ cores"),
        };
}

using System.Globalization;
using LocalVoice.Cli.Output;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

/// <summary>The sets and the one for this machine, as a table.</summary>
internal static class SetTable
{
    private const string Mark = "→";

    /// <param name="width">Characters of a line.</param>
    public static IEnumerable<string> Lines(ModelStore store, SetChoice choice, int width)
    {
        var table = new TextTable(
            new(" "),
            new("set"),
            new("languages", Spare: 2),
            new("for", Spare: 1),
            new("memory*"),
            new("download"),
            new("state")
        );
        foreach (var set in store.Manifest.Sets.Values)
        {
            table.Add([set == choice.Set ? Mark : " ", .. Cells(set, store)]);
        }

        return
        [
            .. table.Lines(width),
            "* estimated from sizes: weights, the language model's cache, and a share for everything else; not measured",
            .. choice.Lines().Select(Printable.Line),
            "",
        ];
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

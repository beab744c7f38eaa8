using System.Text.Encodings.Web;
using System.Text.Json;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

/// <summary>Check results as text and as JSON, for <c>list</c> and <c>verify</c>.</summary>
internal static class ModelReport
{
    /// <summary>Of the documents for programs.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="sound">The word for a file without fault: <c>present</c> after a size check, <c>sound</c> after a hash check.</param>
    public static string State(ModelCheck check, string sound) =>
        check.Fault switch
        {
            ModelFault.None => sound,
            ModelFault.Missing => "missing",
            ModelFault.WrongSize => "wrong size",
            _ => "wrong hash",
        };

    /// <summary>The document of <c>list</c>: this machine, the sets, and the models.</summary>
    public static object Document(ModelStore store, Machine machine, ModelSet? recommended, IEnumerable<ModelCheck> checks) =>
        new
        {
            machine,
            recommended = recommended?.Name,
            sets = store.Manifest.Sets.Values.Select(set => new
            {
                set.Name,
                set.Models,
                language = store.Manifest.LanguagesOf(set),
                set.Machine,
                set.Settings,
                set.Why,
                estimatedMemory = store.Manifest.MemoryOf(set),
            }),
            models = Document(checks, "present"),
        };

    /// <summary>The document of <c>verify</c>.</summary>
    public static IEnumerable<object> Document(IEnumerable<ModelCheck> checks, string sound) =>
        checks.Select(check => new
        {
            check.Model.Id,
            check.Model.Purpose,
            check.Model.Engine,
            check.Model.Language,
            check.Model.Licence,
            check.Model.Bytes,
            check.Model.Hash,
            check.Model.Url,
            check.Path,
            state = State(check, sound),
            check.Model.Why,
            repair = check.Fault is ModelFault.None ? null : check.Model.RepairCommand,
        });
}

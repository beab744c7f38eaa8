using LocalVoice.Cli.Models;
using LocalVoice.Models;

namespace LocalVoice.Cli.Doctor;

/// <summary>The models for this machine.</summary>
/// <param name="Folder">Where downloads go.</param>
/// <param name="Recommended">The set for this machine; null: none fits.</param>
/// <param name="Missing">Models of that set that are not here.</param>
/// <param name="Present">All models that are here.</param>
internal sealed record DoctorModels(string Folder, string? Recommended, IReadOnlyList<string> Missing, IReadOnlyList<string> Present)
{
    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static DoctorModels Read()
    {
        var store = OperatorSettings.OpenModels();
        var set = SetAdvice.For(Machine.Current(), store.Manifest, language: null);
        bool IsHere(ModelEntry model) => store.Glance(model).Fault is ModelFault.None;
        return new(
            store.Folders.Writable,
            set?.Name,
            set is null ? [] : [.. store.Manifest.Select(set.Models).Where(model => !IsHere(model)).Select(model => model.Id)],
            [.. store.Manifest.Models.Where(IsHere).Select(model => model.Id)]
        );
    }

    public IEnumerable<string> Lines()
    {
        yield return $"Models in {Folder}: {(Present.Count == 0 ? "none" : string.Join(", ", Present))}";
        yield return Recommended is null ? "No set of models fits this machine."
        : Missing.Count == 0 ? $"The set for this machine, {Recommended}, is here: serve --models {Recommended}"
        : $"The set for this machine, {Recommended}, lacks {string.Join(", ", Missing)}: localvoice models pull --set {Recommended}";
    }
}

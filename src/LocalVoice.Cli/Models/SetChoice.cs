using System.Globalization;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

/// <summary>The set for this machine, in words.</summary>
internal sealed class SetChoice(ModelManifest manifest, Machine machine, string? language)
{
    /// <summary>Null when no set fits.</summary>
    public ModelSet? Set { get; } = SetAdvice.For(machine, manifest, language);

    public string MachineText =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Cores} cores, {Gigabytes(machine.MemoryBytes)}, {machine.Gpu ?? "no GPU to be seen"}"
        );

    public IEnumerable<string> Lines()
    {
        if (Set is { } set)
        {
            yield return $"For this machine ({MachineText}): {set.Name}. {set.Why}";
            var licences = manifest.Select(set.Models).SelectMany(model => model.Licence.Split("; ")).Distinct();
            yield return $"Its licences: {string.Join(", ", licences)}.";
            yield break;
        }

        var wish = language is null ? "" : $" in '{language}'";
        yield return $"No set fits this machine ({MachineText}){wish}.";
        foreach (var other in manifest.Sets.Values.Where(other => other.Machine is not null))
        {
            var obstacle = SetAdvice.Obstacle(other, machine, manifest) ?? $"does not serve '{language}'";
            yield return $"  {other.Name}: {obstacle}";
        }
    }

    public static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");
}

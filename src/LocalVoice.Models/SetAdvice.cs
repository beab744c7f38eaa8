namespace LocalVoice.Models;

/// <summary>Chooses the set for a machine: the most demanding of those that it carries; of equals, the manifest's first.</summary>
public static class SetAdvice
{
    /// <param name="language">A BCP 47 primary tag that the set has to serve; null for any.</param>
    /// <returns>Null when no set fits.</returns>
    public static ModelSet? For(Machine machine, ModelManifest manifest, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest
            .Sets.Values.Where(set => Obstacle(set, machine, manifest) is null)
            .Where(set => language is null || manifest.LanguagesOf(set).Contains(language))
            .OrderByDescending(set => set.Machine!.NeedsGpu)
            .ThenByDescending(set => set.Machine!.Cores)
            .FirstOrDefault();
    }

    /// <returns>What the machine lacks for the set; null when it carries it.</returns>
    public static string? Obstacle(ModelSet set, Machine machine, ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(manifest);
        return set.Machine switch
        {
            null => "meant for no machine",
            { NeedsGpu: true } when machine.Gpu is null => "no GPU to be seen",
            var needs when needs.Cores > machine.Cores => $"too few cores ({needs.Cores} needed)",
            _ when manifest.MemoryOf(set).TotalBytes > machine.MemoryBytes => "too little memory",
            _ => null,
        };
    }
}

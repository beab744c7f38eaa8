using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>A section of the settings with the settings that are values.</summary>
/// <param name="Path">Its key, with NAME or N where names or numbers are free.</param>
internal sealed record SettingsSection(string Path, SettingNode Node, IReadOnlyList<DescribedSetting> Settings)
{
    /// <summary>Its heading.</summary>
    public string Title { get; init; } = Path;

    private const string Separator = ":";

    /// <summary>A section and those below it, those without values left out.</summary>
    public static IEnumerable<SettingsSection> All(string path, SettingNode node)
    {
        var settings = Entries(node).Where(entry => !entry.Node.IsSection || IsListOfValues(entry.Node)).ToList();
        if (settings.Count > 0)
        {
            yield return new(path, node, [.. settings.Select(entry => DescribedSetting.Of(path, entry.Name, entry.Node))]);
        }

        foreach (var (name, child) in Entries(node).Where(entry => entry.Node.IsSection && !IsListOfValues(entry.Node)))
        {
            foreach (var section in All(path + Separator + name, child))
            {
                yield return section;
            }
        }
    }

    private static IEnumerable<(string Name, SettingNode Node)> Entries(SettingNode node) =>
        node.Any is { } any ? [(Placeholder(node), any)] : node.Children.Select(child => (child.Key, child.Value));

    /// <summary>A list or dictionary whose items are values is shown beside the values.</summary>
    private static bool IsListOfValues(SettingNode node) => node.Any is { IsSection: false };

    /// <summary>What stands for a name or an index in a key.</summary>
    public static string Placeholder(SettingNode node) =>
        node.Property?.PropertyType is { IsGenericType: true } type && type.GetGenericArguments().Length == 1 ? "N" : "NAME";
}

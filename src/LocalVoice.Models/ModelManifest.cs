namespace LocalVoice.Models;

/// <summary>The known models, and named sets of them to download together. Immutable.</summary>
public sealed class ModelManifest
{
    private readonly Dictionary<string, ModelEntry> _byId;

    internal ModelManifest(string path, IReadOnlyList<ModelEntry> models, IReadOnlyDictionary<string, IReadOnlyList<string>> sets)
    {
        Path = path;
        Models = models;
        Sets = sets;
        _byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    /// <summary>The manifest's file, for messages.</summary>
    public string Path { get; }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>Model ids by set name: <c>starter</c>, <c>es</c>, <c>es-ca</c>, <c>en</c> and their <c>-gpu</c> variants.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sets { get; }

    /// <exception cref="ModelException">The file cannot be read, or a field is missing or invalid: the message names both.</exception>
    public static ModelManifest Load(string path) => ManifestReader.Read(path);

    /// <exception cref="ModelException">The model is unknown.</exception>
    public ModelEntry Find(string id) =>
        _byId.TryGetValue(id, out var entry)
            ? entry
            : throw new ModelException($"There is no model '{id}' in {Path}. It knows: {string.Join(", ", _byId.Keys)}.");

    /// <summary>The named models, those of the set, and those that they require; without duplicates, in the file's order.</summary>
    /// <exception cref="ModelException">A model or the set is unknown.</exception>
    public IReadOnlyList<ModelEntry> Select(IEnumerable<string> ids, string? set = null)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids.Concat(set is null ? [] : Set(set)))
        {
            var entry = Find(id);
            wanted.Add(id);
            wanted.UnionWith(entry.With);
        }

        return [.. Models.Where(model => wanted.Contains(model.Id))];
    }

    private IReadOnlyList<string> Set(string name) =>
        Sets.TryGetValue(name, out var ids)
            ? ids
            : throw new ModelException($"There is no set '{name}' in {Path}. It knows: {string.Join(", ", Sets.Keys)}.");
}

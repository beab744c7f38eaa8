namespace LocalVoice.Models;

/// <summary>The known models, and named sets of them to download together. Immutable.</summary>
public sealed class ModelManifest
{
    private readonly Dictionary<string, ModelEntry> _byId;

    internal ModelManifest(string path, IReadOnlyList<ModelEntry> models, IReadOnlyDictionary<string, ModelSet> sets)
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

    /// <summary>Sets by name, in the file's order.</summary>
    public IReadOnlyDictionary<string, ModelSet> Sets { get; }

    /// <exception cref="ModelException">The file cannot be read, or a field is missing or invalid: the message names both.</exception>
    public static ModelManifest Load(string path) => ManifestReader.Read(path);

    /// <exception cref="ModelException">The model is unknown.</exception>
    public ModelEntry Find(string id) =>
        _byId.TryGetValue(id, out var entry)
            ? entry
            : throw new ModelException($"There is no model '{id}' in {Path}. It knows: {string.Join(", ", _byId.Keys)}.")
            {
                IsUnknownName = true,
            };

    /// <summary>The named models, those of the set, and those that they require; without duplicates, in the file's order.</summary>
    /// <exception cref="ModelException">A model or the set is unknown.</exception>
    public IReadOnlyList<ModelEntry> Select(IEnumerable<string> ids, string? set = null)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids.Concat(set is null ? [] : FindSet(set).Models))
        {
            var entry = Find(id);
            wanted.Add(id);
            wanted.UnionWith(entry.With);
        }

        return [.. Models.Where(model => wanted.Contains(model.Id))];
    }

    /// <exception cref="ModelException">The set is unknown.</exception>
    public ModelSet FindSet(string name) =>
        Sets.TryGetValue(name, out var set)
            ? set
            : throw new ModelException($"There is no set '{name}' in {Path}. It knows: {string.Join(", ", Sets.Keys)}.")
            {
                IsUnknownName = true,
            };

    /// <summary>The languages that all stages of a set serve, as BCP 47 primary tags: some voice of it, and every other model.</summary>
    public IReadOnlyList<string> LanguagesOf(ModelSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. Select(set.Models)
                .GroupBy(model => model.Purpose)
                .Select(stage => stage.SelectMany(model => model.Language))
                .Aggregate((served, languages) => served.Intersect(languages))
                .Distinct(),
        ];
    }

    /// <summary>An estimate.</summary>
    public SetMemory MemoryOf(ModelSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return SetMemory.Of(set, Select(set.Models));
    }
}

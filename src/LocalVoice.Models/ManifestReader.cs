using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Models;

/// <summary>Reads and validates a manifest.</summary>
internal static class ManifestReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static ModelManifest Read(string path)
    {
        var document = Deserialize(path);
        for (var index = 0; index < document.Models.Count; index++)
        {
            var model = document.Models[index];
            if (ManifestRules.Broken(model) is var (field, problem))
            {
                throw new ModelException($"{path}: models[{index}] ('{ManifestText.Shown(model.Id)}') {field}: {problem}");
            }
        }

        Unique(path, document.Models, "id", model => model.Id);
        Unique(path, document.Models, "file", model => model.File);
        var known = document.Models.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var model in document.Models)
        {
            Known(path, $"models ('{model.Id}') with", model.With, known);
        }

        foreach (var (name, set) in document.Sets)
        {
            Known(path, $"sets.{name}.models", set.Models, known);
            if (SetRules.Broken(name, set) is var (field, problem))
            {
                throw new ModelException($"{path}: sets.{ManifestText.Shown(name)}{field}: {problem}");
            }
        }

        var sets = document.Sets.ToDictionary(set => set.Key, set => set.Value with { Name = set.Key });
        return new ModelManifest(path, document.Models, sets);
    }

    private static Document Deserialize(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<Document>(stream, Json) ?? throw new ModelException($"{path}: is empty.");
        }
        catch (JsonException error)
        {
            throw new ModelException($"{path}: {error.Path ?? "$"}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    private static void Unique(string path, IReadOnlyList<ModelEntry> models, string field, Func<ModelEntry, string> value)
    {
        if (models.GroupBy(value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModelException($"{path}: models: {field} '{twice.Key}' is given {twice.Count()} times.");
        }
    }

    private static void Known(string path, string field, IEnumerable<string> ids, HashSet<string> known)
    {
        if (ids.FirstOrDefault(id => !known.Contains(id)) is { } stranger)
        {
            throw new ModelException($"{path}: {field}: there is no model '{stranger}'.");
        }
    }

    private sealed record Document
    {
        public required IReadOnlyList<ModelEntry> Models { get; init; }

        public required Dictionary<string, ModelSet> Sets { get; init; }
    }
}

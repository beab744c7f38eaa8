using System.Security.Cryptography;
using System.Text.Json;
using LocalVoice.Models;

namespace LocalVoice.Testing.Models;

/// <summary>A temporary models folder with a manifest of the models that a test adds.</summary>
public sealed class ModelFolder : IDisposable
{
    private readonly List<ModelEntry> _models = [];
    private readonly Dictionary<string, ModelSet> _sets = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("localvoice-models-").FullName;

    /// <summary>
    /// An entry for a file with this content, which is not written; <paramref name="url"/> null: it comes with the
    /// project.
    /// </summary>
    public ModelEntry Add(string id, byte[] content, Uri? url = null, params string[] with)
    {
        var entry = new ModelEntry
        {
            Id = id,
            Purpose = "stt",
            Engine = "whisper",
            Language = ["es"],
            Licence = "MIT",
            File = $"cache/{id}.bin",
            Bytes = content.Length,
            Hash = new ModelHash { Algorithm = "sha256", Value = Convert.ToHexStringLower(SHA256.HashData(content)) },
            With = with,
            Url = url,
            Repair = url is null ? $"git checkout -- models/cache/{id}.bin" : null,
        };
        _models.Add(entry);
        return entry;
    }

    /// <summary>An entry in a test's own words.</summary>
    public void Add(ModelEntry entry) => _models.Add(entry);

    public void AddSet(string name, params string[] ids) => _sets[name] = new ModelSet { Models = ids };

    public void AddSet(string name, ModelSet set) => _sets[name] = set;

    public string PathOf(string id) => Path.Combine(Root, "cache", $"{id}.bin");

    public void Write(string id, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(Root, "cache"));
        File.WriteAllBytes(PathOf(id), content);
    }

    public ModelStore Open()
    {
        var path = Path.Combine(Root, "manifest.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { models = _models, sets = _sets }, Written));
        return new ModelStore(ModelManifest.Load(path), new ModelFolders(Root, Root));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };
}

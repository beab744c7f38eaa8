using LocalVoice.Testing.Files;

namespace LocalVoice.Models.Tests;

public sealed class ModelManifestTests : IDisposable
{
    private const string Sound = """
        { "models": [ { "id": "voice", "purpose": "tts", "engine": "piper", "language": ["es"], "licence": "MIT",
          "file": "cache/voice.onnx", "bytes": 7, "hash": { "algorithm": "md5", "value": "0123456789abcdef0123456789abcdef",
          "reason": "no other is published" },
          "url": "https://models.invalid/voice.onnx" } ], "sets": { "es": ["voice"] } }
        """;

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void The_starter_files_are_those_that_the_manifest_promises()
    {
        var models = Path.Combine(Repository.Root, "models");
        var store = new ModelStore(ModelManifest.Load(Path.Combine(models, "manifest.json")), new ModelFolders(models, models));
        var starters = store.Manifest.Models.Where(model => model.File.StartsWith("starter/", StringComparison.Ordinal)).ToList();

        Assert.Equal(4, starters.Count);
        Assert.All(starters, model => Assert.Equal(ModelFault.None, store.Verify(model).Fault));
        Assert.Equal(
            starters.Select(model => model.File).Order(),
            Directory
                .GetFiles(Path.Combine(models, "starter"))
                .Select(path => $"starter/{Path.GetFileName(path)}")
                .Where(name => !name.EndsWith(".md", StringComparison.Ordinal))
                .Order()
        );
    }

    [Theory]
    [InlineData("starter"), InlineData("es"), InlineData("es-ca"), InlineData("en")]
    [InlineData("es-gpu"), InlineData("es-ca-gpu"), InlineData("en-gpu")]
    public void Every_set_of_the_project_serves_all_four_stages(string set)
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));

        Assert.Equal(["llm", "stt", "tts", "vad"], manifest.Select([], set).Select(model => model.Purpose).Distinct().Order());
    }

    [Theory]
    [InlineData("\"voice\", \"purpose\"", "\"Voice\", \"purpose\"", "models[0] ('Voice') id: ")]
    [InlineData("\"tts\"", "\"asr\"", "models[0] ('voice') purpose: 'asr' must be one of vad, stt, llm, tts")]
    [InlineData("cache/voice.onnx", "../voice.onnx", "models[0] ('voice') file: ")]
    [InlineData("cache/voice.onnx", "/etc/passwd", "models[0] ('voice') file: ")]
    [InlineData("\"bytes\": 7", "\"bytes\": 0", "models[0] ('voice') bytes: ")]
    [InlineData("\"bytes\": 7", "\"bytes\": \"x\"", "$.models[0].bytes")]
    [InlineData("\"bytes\": 7, ", "", "'bytes'")]
    [InlineData("\"licence\"", "\"license\"", "license")]
    [InlineData("\"md5\"", "\"crc\"", "models[0] ('voice') hash.algorithm: ")]
    [InlineData("\"md5\"", "\"sha256\"", "models[0] ('voice') hash.value: ")]
    [InlineData(
        "\"reason\": \"no other is published\"",
        "\"reason\": \" \"",
        "models[0] ('voice') hash.reason: is missing: md5 detects accid"
    )]
    [InlineData("cache/voice.onnx", "cache/../../voice.onnx", "models[0] ('voice') file: ")]
    [InlineData("cache/voice.onnx", "cache\\\\voice.onnx", "models[0] ('voice') file: ")]
    [InlineData("cache/voice.onnx", "C:/voice.onnx", "models[0] ('voice') file: ")]
    [InlineData("cache/voice.onnx", "manifest.json", "models[0] ('voice') file: 'manifest.json' is a name that")]
    [InlineData("cache/voice.onnx", "Manifest.JSON", "models[0] ('voice') file: 'Manifest.JSON' is a name that")]
    [InlineData("cache/voice.onnx", "cache/voice.onnx.part", "models[0] ('voice') file: ")]
    [InlineData("cache/voice.onnx", "cache/voice\\u0000.onnx", "models[0] ('voice') file: must have no control characters")]
    [InlineData("\"id\": \"voice\"", "\"id\": \"voice\\n\"", "models[0] ('voice\\u000a') id: must have no control characters")]
    [InlineData("\"MIT\"", "\"MIT\\u001b[2J\"", "models[0] ('voice') licence: must have no control characters")]
    [InlineData("models.invalid/voice", "models.invalid/\\u001b[31m", "models[0] ('voice') url: must have no control characters")]
    [InlineData("https:", "ftp:", "models[0] ('voice') url: ")]
    [InlineData("[\"voice\"]", "[\"vioce\"]", "sets.es: there is no model 'vioce'")]
    public void A_broken_manifest_is_refused_by_file_and_field(string sound, string broken, string expected)
    {
        Assert.Single(Load(Sound).Models);

        var error = Assert.Throws<ModelException>(() => Load(Sound.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.StartsWith(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_project_s_models_those_without_a_sha256_say_why()
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));

        Assert.All(manifest.Models, model => Assert.Equal(model.Hash.Algorithm == "sha256", model.Hash.Reason is null));
    }

    [Fact]
    public void A_set_that_does_not_exist_is_refused_with_those_that_do()
    {
        var error = Assert.Throws<ModelException>(() => Load(Sound).Select([], "fr"));

        Assert.Contains("no set 'fr'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("It knows: es.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private ModelManifest Load(string json)
    {
        File.WriteAllText(_file, json);
        return ModelManifest.Load(_file);
    }
}

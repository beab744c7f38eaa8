using LocalVoice.Testing.Files;

namespace LocalVoice.Models.Tests;

public sealed class ModelManifestTests : IDisposable
{
    private const string Sound = """
        { "models": [ { "id": "voice", "purpose": "tts", "engine": "piper", "language": ["es"], "licence": "MIT",
          "file": "cache/voice.onnx", "bytes": 7, "hash": { "algorithm": "md5", "value": "0123456789abcdef0123456789abcdef",
          "reason": "no other is published" },
          "url": "https://models.invalid/voice.onnx" } ], "sets": { "es": { "models": ["voice"],
          "machine": { "cores": 2, "device": "cpu" }, "settings": { "Llm:ContextTokens": "8" } } } }
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
    [InlineData("starter", "es ca en"), InlineData("2-core", "es en"), InlineData("8-core", "es en")]
    [InlineData("8-core-ca", "es ca en"), InlineData("gpu", "es en"), InlineData("gpu-ca", "es ca en")]
    public void Every_set_of_the_project_serves_all_four_stages(string set, string languages)
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));

        Assert.Equal(languages, string.Join(' ', manifest.LanguagesOf(manifest.FindSet(set))));
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
    [InlineData("[\"voice\"]", "[\"vioce\"]", "sets.es.models: there is no model 'vioce'")]
    [InlineData("[\"voice\"]", "[]", "sets.es.models: must name at least one model")]
    [InlineData("\"cores\": 2", "\"cores\": 0", "sets.es.machine.cores: 0 must be 1 or more")]
    [InlineData("\"cpu\"", "\"npu\"", "sets.es.machine.device: 'npu' must be cpu or gpu")]
    [InlineData("\"8\"", "\"many\"", "sets.es.settings: Llm:ContextTokens must be a whole number")]
    [InlineData("\"8\"", "\"8\\u001b[2J\"", "sets.es: must have no control characters")]
    [InlineData("\"bytes\": 7", "\"bytes\": 7, \"cacheBytesPerToken\": 0", "models[0] ('voice') cacheBytesPerToken: ")]
    public void A_broken_manifest_is_refused_by_file_and_field(string sound, string broken, string expected)
    {
        Assert.Single(Load(Sound).Models);

        var error = Assert.Throws<ModelException>(() => Load(Sound.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.StartsWith(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_project_s_models_those_without_a_hash_that_detects_forgery_say_why()
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));

        Assert.All(manifest.Models, model => Assert.Equal(model.Hash.Algorithm is "sha256" or "sha512", model.Hash.Reason is null));
    }

    [Fact]
    public void Of_the_project_s_sets_those_for_cpus_have_only_weights_that_are_repacked_when_they_load()
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));
        var models = manifest.Sets.Values.Where(set => set.Machine?.Device == "cpu").SelectMany(set => manifest.Select(set.Models));

        Assert.All(models.Where(model => model.Purpose is "stt" or "llm"), model => Assert.Matches("q(4|8)_0$", model.Id));
    }

    [Fact]
    public void Every_voice_of_the_project_s_sets_has_a_name_and_every_language_model_a_known_cache()
    {
        var manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));
        var chosen = manifest.Sets.Values.Where(set => set.Machine is not null);
        var models = chosen.SelectMany(set => set.Models).Select(manifest.Find).ToList();

        Assert.All(models.Where(model => model.Purpose == "tts"), model => Assert.NotNull(model.Voice));
        Assert.All(models.Where(model => model.Purpose == "llm"), model => Assert.NotNull(model.CacheBytesPerToken));
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

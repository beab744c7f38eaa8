using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.SmartTurn;
using LocalVoice.Engines.Whisper;
using LocalVoice.Models;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition;

/// <summary>
/// Reads each stage's options from configuration. A model path that the operator did not set is the model's id in
/// brackets until <see cref="Resolve"/> verifies its file.
/// </summary>
internal sealed class StageOptionsReader(IConfiguration configuration, EngineOptions engines)
{
    private readonly IConfigurationSection _section = configuration.GetSection(EngineOptions.Section);
    private readonly Lazy<ModelStore> _models = new(() => ModelStore.Open(configuration[ChosenSet.FolderKey]));

    public SileroOptions Silero() => new() { ModelPath = PathOrId(engines.Vad.Model, engines.Vad.ModelPath) };

    /// <summary>Its path is empty where it is off.</summary>
    public SmartTurnOptions SmartTurn() => new() { ModelPath = PathOrId(engines.SmartTurn.Model, engines.SmartTurn.ModelPath) };

    public WhisperOptions Whisper()
    {
        var options = Read<WhisperOptions>("Stt", engines.Stt);
        options.ModelPath = PathOrId(engines.Stt.Model, options.ModelPath);
        return options;
    }

    public LlamaOptions Llama()
    {
        var options = Read<LlamaOptions>("Llm", engines.Llm);
        options.ModelPath = PathOrId(engines.Llm.Model, options.ModelPath);
        return options;
    }

    public PiperOptions Piper()
    {
        var options = _section.GetSection("Tts").Get<PiperOptions>() ?? new();
        var voices = engines.Tts.Voices is { Count: > 0 } chosen ? chosen : engines.Tts.DefaultVoices;
        options.Voices =
        [
            .. voices.Select(voice => new PiperVoiceOptions
            {
                Name = voice.Name,
                ModelPath = PathOrId(voice.Model, voice.ModelPath),
                Languages = voice.Languages,
                Speaker = voice.Speaker,
            }),
        ];
        return options;
    }

    /// <summary>The file of a model, verified when it is given by id.</summary>
    /// <exception cref="ModelException">The model is unknown, missing or damaged.</exception>
    public string Resolve(string pathOrId) => pathOrId.StartsWith('[') ? ResolveId(pathOrId[1..^1]) : pathOrId;

    private string ResolveId(string id)
    {
        try
        {
            return _models.Value.Resolve(id);
        }
        catch (ModelException failure) when (configuration[ChosenSet.Key] is { Length: > 0 } set && IsIn(set, id))
        {
            throw new ModelException($"{failure.Message} (the whole set: scripts/localvoice models pull --set {set})", failure);
        }
    }

    private bool IsIn(string set, string id) => _models.Value.Manifest.FindSet(set).Models.Contains(id);

    private static string PathOrId(string model, string path) => path.Length > 0 || model.Length == 0 ? path : $"[{model}]";

    /// <summary>Binds the model's own settings, then the operator's.</summary>
    private T Read<T>(string stage, StageSelection selection)
        where T : new()
    {
        var options = new T();
        if (selection.ModelPath.Length == 0)
        {
            new ConfigurationBuilder().AddInMemoryCollection(_models.Value.Manifest.Find(selection.Model).Settings!).Build().Bind(options);
        }

        _section.GetSection(stage).Bind(options);
        return options;
    }
}

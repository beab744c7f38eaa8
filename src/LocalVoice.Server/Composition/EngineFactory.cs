using LocalVoice.Engines;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.Whisper;
using LocalVoice.Models;

namespace LocalVoice.Server.Composition;

/// <summary>Reads each engine's options from configuration and puts its verified model into them.</summary>
internal sealed class EngineFactory(IConfiguration configuration)
{
    private readonly IConfigurationSection _section = configuration.GetSection(EngineSelection.Section);
    private readonly Lazy<ModelStore> _models = new(() => ModelStore.Open(configuration["LocalVoice:Models:Folder"]));

    public EngineSelection Selection { get; } = configuration.GetSection(EngineSelection.Section).Get<EngineSelection>() ?? new();

    /// <summary>What <see cref="EngineSelection.Threads"/> comes to on this machine.</summary>
    /// <exception cref="EngineException">Out of range.</exception>
    public int Threads => Selection.Threads switch
    {
        0 => Math.Max(1, Environment.ProcessorCount - 1),
        > 0 and <= 256 => Selection.Threads,
        _ => throw new EngineException($"{EngineSelection.Section}:Threads is {Selection.Threads}; it must be within 0…256."),
    };

    public SileroOptions Silero() => new() { ModelPath = Find(Selection.Vad.Model, Selection.Vad.ModelPath) };

    public WhisperOptions Whisper()
    {
        var options = Read<WhisperOptions>("Stt", Selection.Stt);
        options.ModelPath = Find(Selection.Stt.Model, options.ModelPath);
        return options;
    }

    public LlamaOptions Llama()
    {
        var options = Read<LlamaOptions>("Llm", Selection.Llm);
        options.ModelPath = Find(Selection.Llm.Model, options.ModelPath);
        return options;
    }

    public PiperOptions Piper()
    {
        var options = _section.GetSection("Tts").Get<PiperOptions>() ?? new();
        var voices = Selection.Tts.Voices is { Count: > 0 } chosen ? chosen : Selection.Tts.DefaultVoices;
        options.Voices = [.. voices.Select(voice => new PiperVoiceOptions
        {
            Name = voice.Name,
            ModelPath = Find(voice.Model, voice.ModelPath),
            Languages = voice.Languages,
            Speaker = voice.Speaker,
        })];
        return options;
    }

    /// <summary>The model's own settings, then the operator's.</summary>
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

    private string Find(string model, string path) => path.Length > 0 ? path : _models.Value.Resolve(model);
}

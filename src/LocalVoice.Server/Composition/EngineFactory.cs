using LocalVoice.Core.Models;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Onnx.Piper;
using LocalVoice.Engines.Onnx.SileroVad;
using LocalVoice.Engines.Whisper;

namespace LocalVoice.Server.Composition;

/// <summary>Reads each engine's options from configuration and puts its verified model into them.</summary>
internal sealed class EngineFactory(IConfiguration configuration)
{
    private readonly IConfigurationSection _section = configuration.GetSection(EngineSelection.Section);
    private readonly Lazy<ModelStore> _models = new(() => ModelStore.Open(configuration["LocalVoice:Models:Folder"]));

    public EngineSelection Selection { get; } = configuration.GetSection(EngineSelection.Section).Get<EngineSelection>() ?? new();

    public SileroOptions Silero() => new() { ModelPath = Find(Selection.Vad.Model, Selection.Vad.ModelPath) };

    public WhisperOptions Whisper()
    {
        var options = _section.GetSection("Stt").Get<WhisperOptions>() ?? new();
        options.ModelPath = Find(Selection.Stt.Model, options.ModelPath);
        return options;
    }

    public LlamaOptions Llama()
    {
        var options = _section.GetSection("Llm").Get<LlamaOptions>() ?? new();
        options.ModelPath = Find(Selection.Llm.Model, options.ModelPath);
        return options;
    }

    public PiperOptions Piper()
    {
        var options = _section.GetSection("Tts").Get<PiperOptions>() ?? new();
        options.Voices = [.. Selection.Tts.Voices.Select(voice => new PiperVoiceOptions
        {
            Name = voice.Name,
            ModelPath = Find(voice.Model, voice.ModelPath),
            Languages = voice.Languages,
            Speaker = voice.Speaker,
        })];
        return options;
    }

    private string Find(string model, string path) => path.Length > 0 ? path : _models.Value.Resolve(model);
}

using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.SmartTurn;
using LocalVoice.Engines.Whisper;
using LocalVoice.Models;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Reads each engine's options from configuration and sets the path of its verified model.</summary>
internal sealed class EngineFactory(IConfiguration configuration, IOptions<EngineOptions> engines)
{
    private readonly StageOptionsReader _stages = new(configuration, engines.Value);

    /// <summary>The effective value of <see cref="EngineOptions.Threads"/> on this machine.</summary>
    public int Threads => engines.Value.Threads == 0 ? Environment.ProcessorCount : engines.Value.Threads;

    /// <exception cref="ModelException">The model is unknown, missing or damaged.</exception>
    public SileroOptions Silero()
    {
        var options = _stages.Silero();
        options.ModelPath = _stages.Resolve(options.ModelPath);
        return options;
    }

    /// <exception cref="ModelException">The model is unknown, missing or damaged.</exception>
    public WhisperOptions Whisper()
    {
        var options = _stages.Whisper();
        options.ModelPath = _stages.Resolve(options.ModelPath);
        return options;
    }

    /// <summary>The language model's file, or its id in brackets, and its template as configured.</summary>
    public (string PathOrId, string Template) LlamaNames
    {
        get
        {
            var llama = _stages.Llama();
            return (llama.ModelPath, llama.Template);
        }
    }

    /// <exception cref="ModelException">The model is unknown, missing or damaged.</exception>
    public LlamaOptions Llama()
    {
        var options = _stages.Llama();
        options.ModelPath = _stages.Resolve(options.ModelPath);
        return options;
    }

    /// <exception cref="ModelException">The model is unknown, missing or damaged.</exception>
    public SmartTurnOptions SmartTurn()
    {
        var options = _stages.SmartTurn();
        options.ModelPath = _stages.Resolve(options.ModelPath);
        return options;
    }

    /// <exception cref="ModelException">A model is unknown, missing or damaged.</exception>
    public PiperOptions Piper()
    {
        var options = _stages.Piper();
        foreach (var voice in options.Voices)
        {
            voice.ModelPath = _stages.Resolve(voice.ModelPath);
        }

        return options;
    }
}

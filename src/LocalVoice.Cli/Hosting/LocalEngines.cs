using LocalVoice.Core.Turns;
using LocalVoice.Server;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// The engines of a server on this machine, from the same configuration, for verbs that run a single stage. An engine
/// loads when first requested.
/// </summary>
/// <param name="settings">Settings that come before the configuration's, as <c>--LocalVoice:Key=value</c>.</param>
/// <param name="configure">Further changes to the composition.</param>
internal sealed class LocalEngines(string[] settings, Action<WebApplicationBuilder> configure) : IAsyncDisposable
{
    private readonly WebApplication _composition = VoiceServer.Build(settings, LocalComposition.Apply + configure);

    public LocalEngines()
        : this([], _ => { }) { }

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IVoiceActivityDetectorFactory Detector => Get<IVoiceActivityDetectorFactory>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IStreamingRecognizer Recognizer => Get<IStreamingRecognizer>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IChatClient Chat => Get<IChatClient>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public ISpeechSynthesizer Synthesizer => Get<ISpeechSynthesizer>();

    /// <summary>Only where the configuration names its model.</summary>
    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public ITurnEndModel TurnEnd => Get<ITurnEndModel>();

    /// <summary>The options of a session's pipeline.</summary>
    public PipelineOptions Pipeline => Get<IOptions<PipelineOptions>>().Value;

    /// <summary>The system message of a session in this language.</summary>
    public string InstructionsFor(string language) =>
        Get<IOptions<LocalVoiceOptions>>().Value.Instructions.GetValueOrDefault(LanguageTag.Base(language), "");

    /// <summary>A value of the configuration; null when it is not set.</summary>
    public string? Setting(string key) => _composition.Configuration[key];

    /// <summary>Whether the configuration names a recogniser's model; else it is the embedded default.</summary>
    public static bool NamesRecognizer()
    {
        var configuration = VoiceServer.Build([], LocalComposition.Apply).Configuration.GetSection("LocalVoice:Engines:Stt");
        return !string.IsNullOrEmpty(configuration["ModelPath"]);
    }

    public ValueTask DisposeAsync() => _composition.DisposeAsync();

    private T Get<T>()
        where T : notnull => _composition.Services.GetRequiredService<T>();
}

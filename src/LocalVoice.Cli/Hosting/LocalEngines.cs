using LocalVoice.Server;
using LocalVoice.Speech;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// The engines that a server of this machine would run on, from the same configuration, for verbs that try one stage.
/// An engine loads when it is first asked for.
/// </summary>
internal sealed class LocalEngines : IAsyncDisposable
{
    private readonly WebApplication _composition = VoiceServer.Build([], QuietLogging.Apply);

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IVoiceActivityDetectorFactory Detector => Get<IVoiceActivityDetectorFactory>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IStreamingRecognizer Recognizer => Get<IStreamingRecognizer>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public IChatClient Chat => Get<IChatClient>();

    /// <exception cref="Engines.EngineException">The model is missing or cannot be loaded.</exception>
    public ISpeechSynthesizer Synthesizer => Get<ISpeechSynthesizer>();

    public ValueTask DisposeAsync() => _composition.DisposeAsync();

    private T Get<T>()
        where T : notnull => _composition.Services.GetRequiredService<T>();
}

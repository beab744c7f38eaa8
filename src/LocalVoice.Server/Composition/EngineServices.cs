using LocalVoice.Chat;
using LocalVoice.Compute;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.Whisper;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Composition;

/// <summary>The engines that run on this machine, behind their ports.</summary>
public static class EngineServices
{
    /// <summary>
    /// Registers every local engine as a singleton, loaded when it is first asked for. Resolving one throws
    /// <see cref="Engines.EngineException"/> or <see cref="Core.Models.ModelException"/> when it cannot work.
    /// </summary>
    public static IServiceCollection AddLocalEngines(this IServiceCollection services, IConfiguration configuration)
    {
        var factory = new EngineFactory(configuration);
        services.AddSingleton<IComputeBudget>(new ComputeBudget(factory.Threads));
        services.AddSingleton<IVoiceActivityDetectorFactory>(provider => Create<SileroVadFactory>(provider, factory.Silero()));
        services.AddSingleton<IStreamingRecognizer>(provider => Create<WhisperRecognizer>(provider, factory.Whisper()));
        services.AddSingleton(provider => Create<PiperSynthesizer>(provider, factory.Piper()));
        services.AddSingleton<ISpeechSynthesizer>(provider => provider.GetRequiredService<PiperSynthesizer>());
        services.AddSingleton(provider => Create<LlamaChatClient>(provider, factory.Llama()));
        services.AddSingleton<IChatClient>(provider => provider.GetRequiredService<LlamaChatClient>());
        services.AddSingleton<IPromptPrefill>(provider => provider.GetRequiredService<LlamaChatClient>());
        return services;
    }

    private static T Create<T>(IServiceProvider provider, object options) => ActivatorUtilities.CreateInstance<T>(provider, options);
}

using LocalVoice.Chat;
using LocalVoice.Compute;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.SmartTurn;
using LocalVoice.Engines.Whisper;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Registers this machine's engines behind their ports.</summary>
public static class EngineServices
{
    /// <summary>
    /// Registers every local engine as a singleton, loaded on first use. Resolving one throws
    /// <see cref="Engines.EngineException"/> or <see cref="Models.ModelException"/> when it cannot work.
    /// An <see cref="ITurnEndModel"/> is among them where the configuration names one.
    /// </summary>
    public static IServiceCollection AddLocalEngines(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection(EngineOptions.Section, new EngineOptionsValidator());
        services.AddSingleton<IValidateOptions<EngineOptions>, StageOptionsValidator>();
        services.AddSingleton<EngineFactory>();
        services.AddSingleton(provider => new ComputeBudget(Factory(provider).Threads, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IComputeBudget>(provider => provider.GetRequiredService<ComputeBudget>());
        services.AddSingleton<IVoiceActivityDetectorFactory>(provider => Create<SileroVadFactory>(provider, Factory(provider).Silero()));
        services.AddSingleton<IStreamingRecognizer>(provider => Create<WhisperRecognizer>(provider, Factory(provider).Whisper()));
        services.AddSingleton(provider => Create<PiperSynthesizer>(provider, Factory(provider).Piper()));
        services.AddSingleton<ISpeechSynthesizer>(provider => provider.GetRequiredService<PiperSynthesizer>());
        services.AddSingleton(provider => Create<LlamaChatClient>(provider, Factory(provider).Llama()));
        services.AddSingleton<IChatClient>(provider => provider.GetRequiredService<LlamaChatClient>());
        services.AddSingleton<IPromptPrefill>(provider => provider.GetRequiredService<LlamaChatClient>());
        if (NamesModel(configuration.GetSection(SmartTurnOptionsValidator.Section)))
        {
            services.AddSingleton<ITurnEndModel>(provider => Create<SmartTurnModel>(provider, Factory(provider).SmartTurn()));
        }

        return services;
    }

    /// <summary>Replaces the configured voices by one: configuration would merge the two lists element by element.</summary>
    /// <param name="model">Its id; empty when a path is given.</param>
    /// <param name="path">A file's path, or empty.</param>
    public static IServiceCollection UseOnlyVoice(this IServiceCollection services, string model, string path) =>
        services.PostConfigure<EngineOptions>(engines =>
            engines.Tts.Voices = [
                new()
                {
                    Name = "only",
                    Model = model,
                    ModelPath = path,
                },
            ]
        );

    private static bool NamesModel(IConfigurationSection stage) =>
        !string.IsNullOrEmpty(stage[nameof(StageSelection.Model)]) || !string.IsNullOrEmpty(stage[nameof(StageSelection.ModelPath)]);

    private static EngineFactory Factory(IServiceProvider provider) => provider.GetRequiredService<EngineFactory>();

    private static T Create<T>(IServiceProvider provider, object options) => ActivatorUtilities.CreateInstance<T>(provider, options);
}

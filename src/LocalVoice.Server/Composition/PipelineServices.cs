using LocalVoice.Chat;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Speech;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Composition;

/// <summary>Sessions on the engines that are registered.</summary>
public static class PipelineServices
{
    /// <summary>Registers the <see cref="IVoiceSessionFactory"/>; section <c>LocalVoice:Pipeline</c> holds its options.</summary>
    public static IServiceCollection AddVoicePipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("LocalVoice:Pipeline").Get<PipelineOptions>() ?? new());
        services.AddSingleton(new SpokenTextPreparation());
        services.AddSingleton(provider => new VoiceEngines(
            provider.GetRequiredService<IVoiceActivityDetectorFactory>(),
            provider.GetRequiredService<IStreamingRecognizer>(),
            provider.GetRequiredService<IChatClient>(),
            provider.GetRequiredService<ISpeechSynthesizer>(),
            provider.GetService<IPromptPrefill>()));
        services.AddSingleton<IVoiceSessionFactory, VoiceSessionFactory>();
        services.AddHostedService<EngineWarmUp>();
        return services;
    }
}

using LocalVoice.Chat;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Text.Pronunciation;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Sessions on the engines that are registered.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Registers the <see cref="IVoiceSessionFactory"/>. Section <c>LocalVoice:Pipeline</c> holds its options,
    /// <c>LocalVoice:Lexicons</c> a file of the operator's pronunciations by language.
    /// </summary>
    public static IServiceCollection AddVoicePipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection(PipelineOptionsValidator.Section, new PipelineOptionsValidator());
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PipelineOptions>>().Value);
        services.AddSingleton(
            new SpokenTextPreparations(
                configuration
                    .GetSection("LocalVoice:Lexicons")
                    .GetChildren()
                    .ToDictionary(
                        lexicon => lexicon.Key,
                        lexicon => PronunciationLexicon.Load(lexicon.Value ?? ""),
                        StringComparer.OrdinalIgnoreCase
                    )
            )
        );
        services.AddSingleton(provider => new VoiceEngines(
            provider.GetRequiredService<IVoiceActivityDetectorFactory>(),
            provider.GetRequiredService<IStreamingRecognizer>(),
            provider.GetRequiredService<IChatClient>(),
            provider.GetRequiredService<ISpeechSynthesizer>(),
            provider.GetService<IPromptPrefill>()
        ));
        services.AddSingleton<IVoiceSessionFactory, VoiceSessionFactory>();
        services.AddHostedService<EngineWarmUp>();
        return services;
    }
}

using LocalVoice.Core.Compute;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Files;
using LocalVoice.Server.Calibration;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Mcp;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Registers sessions on the registered engines.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Registers the <see cref="IVoiceSessionFactory"/>. Its options are in section <c>LocalVoice:Pipeline</c>;
    /// <c>LocalVoice:Lexicons</c> has the path of a lexicon per language.
    /// </summary>
    /// <exception cref="OptionsValidationException">A lexicon cannot be used.</exception>
    public static IServiceCollection AddVoicePipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PipelineOptions>>().Value);
        services.AddSingleton(provider => new MemoryBudget(provider.GetRequiredService<PipelineOptions>().Memory));
        services.AddSingleton(provider => new LoadGauge(
            provider.GetRequiredService<ComputeBudget>(),
            provider.GetRequiredService<PipelineOptions>().Load,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new ProcessResources(
            provider.GetRequiredService<MemoryBudget>(),
            provider.GetRequiredService<LoadGauge>(),
            provider.GetRequiredService<TurnStatistics>()
        )
        {
            Telemetry = provider.GetRequiredService<TurnTelemetry>(),
            ToolServers = provider.GetRequiredService<IToolServers>(),
        });
        services.AddSingleton(new SpokenTextPreparations(LexiconFiles.Load(configuration)));
        services.AddBackends();
        services.AddToolServers();
        services.AddSingleton<IVoiceSessionFactory, VoiceSessionFactory>();
        services.AddMeasuredCapacity();
        services.AddSingleton(provider => new MeasuredModel(
            provider.GetRequiredService<IChatClient>,
            () => provider.GetService<EngineFactory>()?.LlamaNames
        ));
        services.AddSingleton(provider => new KeptScales(CacheFolder.Default, provider.GetRequiredService<ILogger<KeptScales>>()));
        services.AddSingleton<MessageEndMeasure>();
        services.AddHostedService<EngineWarmUp>();
        return services;
    }
}

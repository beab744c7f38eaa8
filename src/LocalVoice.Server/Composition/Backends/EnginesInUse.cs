using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>The engines that some session may use, each made when it is asked for.</summary>
internal sealed class EnginesInUse(IServiceProvider services, EnabledBackends enabled, RemoteBackends remote)
{
    /// <summary>Whether a model listens to how turns end. Loads none.</summary>
    public bool HasTurnEndModel { get; } = services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ITurnEndModel));

    /// <summary>In pipeline order, the one of the turn's end last.</summary>
    public IEnumerable<EngineInUse> All()
    {
        yield return new("vad", StageNames.Local, services.GetRequiredService<IVoiceActivityDetectorFactory>);
        foreach (var stage in EnabledBackends.Stages)
        {
            foreach (var name in enabled.Of(stage))
            {
                yield return new(
                    stage.ToLowerInvariant(),
                    name,
                    EnabledBackends.IsLocal(name) ? () => services.GetRequiredService(PortOf(stage)) : () => remote.Engine(stage, name)
                );
            }
        }

        if (HasTurnEndModel)
        {
            yield return new("turn", StageNames.Local, services.GetRequiredService<ITurnEndModel>);
        }
    }

    private static Type PortOf(string stage) =>
        stage switch
        {
            nameof(StageOptions.Stt) => typeof(IStreamingRecognizer),
            nameof(StageOptions.Llm) => typeof(IChatClient),
            _ => typeof(ISpeechSynthesizer),
        };
}

/// <summary>An engine that some session may use.</summary>
/// <param name="Resolve">Makes it, when it is not made yet.</param>
internal sealed record EngineInUse(string Stage, string Backend, Func<object> Resolve)
{
    /// <summary>The stage, of this machine's own engine; else <c>stage:backend</c>.</summary>
    public string Name => EnabledBackends.IsLocal(Backend) ? Stage : $"{Stage}:{Backend}";
}

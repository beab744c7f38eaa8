using LocalVoice.Chat;
using LocalVoice.Core.Fallbacks;
using LocalVoice.Core.Pipeline;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>Gathers the engines that sessions choose from. This machine's own are loaded only where some session may use them.</summary>
internal sealed class EngineCatalogFactory(IServiceProvider services, EnabledBackends enabled, RemoteBackends remote, TimeProvider time)
{
    public EngineCatalog Create() =>
        new(
            services.GetRequiredService<IVoiceActivityDetectorFactory>(),
            Named<IStreamingRecognizer>(nameof(StageOptions.Stt), Fallback.Of),
            Named<IChatClient>(nameof(StageOptions.Llm), Fallback.Of)
                .ToDictionary(chat => chat.Key, chat => new ChatBackend(chat.Value, PrefillOf(chat.Key)), StringComparer.OrdinalIgnoreCase),
            Named<ISpeechSynthesizer>(nameof(StageOptions.Tts), Fallback.Of),
            services.GetService<ITurnEndModel>()
        );

    private IPromptPrefill? PrefillOf(string name) => EnabledBackends.IsLocal(name) ? services.GetService<IPromptPrefill>() : null;

    private Dictionary<string, T> Named<T>(string stage, Func<T, T, FallbackOptions, TimeProvider, T> withFallback)
        where T : class
    {
        var settings = enabled.Remote.Where(backend => backend.Stage == stage).ToList();
        return enabled.Of(stage).ToDictionary(name => name, Engine, StringComparer.OrdinalIgnoreCase);

        T Engine(string name)
        {
            var options = settings.Find(backend => backend.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Options;
            return options?.Fallback is { } other
                ? withFallback(Plain(name), Plain(other), new(options.FallbackWithin, options.FallbackPause), time)
                : Plain(name);
        }

        T Plain(string name) => EnabledBackends.IsLocal(name) ? services.GetRequiredService<T>() : (T)remote.Engine(stage, name);
    }
}

using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>The backends that some session may use: those of the profiles, those offered to clients, and their fallbacks.</summary>
internal sealed class EnabledBackends(IOptions<LocalVoiceOptions> options, IOptions<BackendsOptions> backends)
{
    /// <summary>The stages whose backend can be chosen, in pipeline order.</summary>
    public static IReadOnlyList<string> Stages { get; } = [nameof(StageOptions.Stt), nameof(StageOptions.Llm), nameof(StageOptions.Tts)];

    /// <summary>Those on other machines.</summary>
    public IEnumerable<EnabledBackend> Remote =>
        from stage in Stages
        from name in Of(stage)
        where !IsLocal(name)
        select new EnabledBackend(stage, name, backends.Value.Of(stage)[name]);

    /// <summary>Names, each once; those that sessions name first before their fallbacks.</summary>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    public IReadOnlyList<string> Of(string stage)
    {
        var named = Named(options.Value, stage).Select(setting => setting.Name).ToList();
        var fallbacks = named.Select(name => backends.Value.Of(stage).GetValueOrDefault(name)?.Fallback).OfType<string>();
        return [.. named.Concat(fallbacks).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Every name that a setting gives a stage, with the setting's key.</summary>
    public static IEnumerable<(string Key, string Name)> Named(LocalVoiceOptions options, string stage)
    {
        foreach (var (name, profile) in options.Profiles)
        {
            if (Find(profile.Stages, stage) is { } own)
            {
                yield return ($"{nameof(options.Profiles)}:{name}:{nameof(profile.Stages)}:{stage}", own);
            }
        }

        var needsCommon = options.Profiles.Count == 0 || options.Profiles.Values.Any(profile => Find(profile.Stages, stage) is null);
        if (needsCommon)
        {
            yield return ($"{nameof(options.Stages)}:{stage}", Find(options.Stages, stage) ?? StageNames.Local);
        }

        foreach (var name in Offered(options, stage))
        {
            yield return ($"{nameof(options.OfferedStages)}:{stage}", name);
        }
    }

    /// <summary>Those that clients may choose beside their profile's own.</summary>
    public static string[] Offered(LocalVoiceOptions options, string stage) =>
        (Find(options.OfferedStages, stage) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool IsLocal(string name) => name.Equals(StageNames.Local, StringComparison.OrdinalIgnoreCase);

    private static string? Find(StageOptions stages, string stage) => stages.All.First(entry => entry.Stage == stage).Name;
}

/// <summary>A backend on another machine that is in use.</summary>
internal sealed record EnabledBackend(string Stage, string Name, BackendOptions Options)
{
    /// <summary>Its configuration section.</summary>
    public string Section => $"{BackendsOptions.Section}:{Stage}:{Name}";
}

using LocalVoice.Core.Pipeline;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Health;

namespace LocalVoice.Server.Http.Models;

/// <summary>What a client can choose of a profile: an extension of the model list, for pages that offer it.</summary>
internal sealed class ProfileDescription(ProfileCatalog profiles, EngineReadiness readiness, IServiceProvider services)
{
    private readonly string _default = profiles.Find(null).Name;

    public object Of(string name)
    {
        var profile = profiles.Find(name);
        var synthesizer = readiness.IsReady ? services.GetService<EngineCatalog>()?.For(profile.Stages).Synthesizer : null;
        return new
        {
            @default = profile.Name == _default,
            language = profile.Language,
            voice = profile.Voice,
            // Unknown until the engines are ready: to ask would load them.
            voices = synthesizer?.Voices ?? [],
            languages = synthesizer?.Languages.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>(),
            stages = new
            {
                stt = Choices(profile, nameof(StageOptions.Stt), profile.Stages.Stt),
                llm = Choices(profile, nameof(StageOptions.Llm), profile.Stages.Llm),
                tts = Choices(profile, nameof(StageOptions.Tts), profile.Stages.Tts),
            },
            overrides = Enum.GetValues<SessionOverrides>()
                .Where(one => one is not SessionOverrides.None && profile.Allowed.HasFlag(one))
                .Select(EnumNames.Name),
        };
    }

    /// <summary>The profile's own backend first, then those that are offered beside it.</summary>
    private static IEnumerable<string> Choices(SessionProfile profile, string stage, string own) =>
        profile.Offered[stage].Prepend(own).Distinct(StringComparer.OrdinalIgnoreCase);
}

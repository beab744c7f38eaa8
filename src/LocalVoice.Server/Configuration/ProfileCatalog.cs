using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Finds profiles by name.</summary>
internal sealed class ProfileCatalog(IOptions<LocalVoiceOptions> options)
{
    public IEnumerable<string> Names => options.Value.Profiles.Keys.Order(StringComparer.Ordinal);

    /// <summary>The named profile; the default one for unknown names, so that stock model names work.</summary>
    public SessionProfile Find(string? model)
    {
        var all = options.Value;
        var name = model is not null && all.Profiles.ContainsKey(model) ? model : all.DefaultProfile;
        var profile = all.Profiles[name];
        return new SessionProfile(
            name,
            profile.Language,
            profile.Voice,
            profile.Instructions,
            all.Instructions,
            profile.Vocabulary,
            EnumNames.Parse<PipelineMode>(profile.Pipeline) ?? default,
            profile.Speculation,
            profile.Speed,
            StagesOf(profile),
            EnabledBackends.Stages.ToDictionary(stage => stage, stage => EnabledBackends.Offered(all, stage)),
            EnumNames.Parse<SessionOverrides>(all.AllowedOverrides) ?? default
        )
        {
            Greeting = profile.Greeting?.Trim() ?? "",
            Filler = profile.Filler?.Trim() ?? "",
            Keypad = profile.Keypad,
            ReadKeys = profile.ReadKeys,
            ToolServers = new(all.Mcp.AllowedAddresses),
        };
    }

    private StageNames StagesOf(ProfileOptions profile)
    {
        var common = options.Value.Stages;
        return new(Name(profile.Stages.Stt, common.Stt), Name(profile.Stages.Llm, common.Llm), Name(profile.Stages.Tts, common.Tts));
    }

    private static string Name(string? own, string? common) => own ?? common ?? StageNames.Local;
}

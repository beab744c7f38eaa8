using LocalVoice.Core.Pipeline;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Http.Serving;

/// <summary>The engines that sessions use, by profile. Asked once they are ready only: a local one loads when it is first named.</summary>
internal sealed class StageEngines(IServiceProvider services, ProfileCatalog profiles)
{
    /// <summary>The named profile; the default one for names that are no profile's, so that stock model names work.</summary>
    public (SessionProfile Profile, VoiceEngines Engines) For(string? model)
    {
        var profile = profiles.Find(model);
        return (profile, Of(profile));
    }

    public VoiceEngines Of(SessionProfile profile) => services.GetRequiredService<EngineCatalog>().For(profile.Stages);

    /// <summary>Whether the name is a profile's.</summary>
    public bool IsProfile(string? name) => profiles.Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every profile, the default one first.</summary>
    public IEnumerable<SessionProfile> Profiles =>
        profiles.Names.Select(profiles.Find).Prepend(profiles.Find(null)).DistinctBy(profile => profile.Name);
}

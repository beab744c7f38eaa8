using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Speaking;

/// <summary>Who says a text, and in which language it is read.</summary>
/// <param name="Voice">Null: the synthesizer's for the language.</param>
internal sealed record VoiceChoice(ISpeechSynthesizer Synthesizer, string Language, string? Voice, double Speed)
{
    private const int LongestLanguage = 32;

    /// <summary>
    /// A voice or a profile by its name, else a voice for the language, else the default profile's. A name that is none here means
    /// that nothing was named, as over HTTP.
    /// </summary>
    /// <param name="voice">With <c>name</c> or <c>language</c>; may be absent. Each speaker is a voice here.</param>
    /// <exception cref="ProtocolException">A field is of another type, or nobody here speaks the language.</exception>
    public static VoiceChoice Of(EventField voice, StageEngines engines)
    {
        var name = voice["name"].TextOrNull(FieldLimits.Voice);
        if (name is not null && Named(name, engines) is { } named)
        {
            return named;
        }

        return voice["language"].TextOrNull(LongestLanguage) is { Length: > 0 } language
            ? Speaking(language.Replace('_', '-'), engines) ?? throw Unspoken(voice["language"], engines)
            : Of(engines.For(name).Profile, engines);
    }

    /// <summary>For a text.</summary>
    public SynthesisRequest Request(string text) => new(text, Language, Voice, Speed);

    private static VoiceChoice? Named(string name, StageEngines engines)
    {
        var choices = engines
            .Profiles.Select(profile => (Profile: profile, engines.Of(profile).Synthesizer))
            .Where(choice => choice.Synthesizer.Voices.Contains(name, StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (choices.Count == 0)
        {
            return null;
        }

        // In the words of a profile that talks as the voice does, where there is one.
        var (profile, synthesizer) = choices.Find(choice => Fits(choice.Profile.Language, choice.Synthesizer.LanguagesOf(name))) switch
        {
            { Profile: not null } found => found,
            _ => choices[0],
        };
        var spoken = synthesizer.LanguagesOf(name);
        var language = Fits(profile.Language, spoken) || spoken.Count == 0 ? LanguageFor(profile, synthesizer) : spoken[0];
        return new(synthesizer, language, name, profile.Speed);
    }

    private static VoiceChoice? Speaking(string language, StageEngines engines)
    {
        var profiles = engines.Profiles.ToList();
        var own =
            profiles.Find(profile => profile.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
            ?? profiles.Find(profile => LanguageTag.Base(profile.Language) == LanguageTag.Base(language));
        if (own is not null)
        {
            return Of(own, engines);
        }

        var other = profiles.Find(profile => Fits(language, engines.Of(profile).Synthesizer.Languages));
        return other is null ? null : new(engines.Of(other).Synthesizer, language, Voice: null, other.Speed);
    }

    private static VoiceChoice Of(SessionProfile profile, StageEngines engines)
    {
        var synthesizer = engines.Of(profile).Synthesizer;
        return new(synthesizer, LanguageFor(profile, synthesizer), profile.Voice, profile.Speed);
    }

    private static string LanguageFor(SessionProfile profile, ISpeechSynthesizer synthesizer) =>
        profile.Language != LanguageTag.Detected ? profile.Language
        : synthesizer.Languages is [var first, ..] ? first
        : "";

    private static bool Fits(string language, IReadOnlyList<string> spoken) =>
        spoken.Any(one => LanguageTag.Base(one) == LanguageTag.Base(language));

    private static ProtocolException Unspoken(EventField field, StageEngines engines) =>
        field.NotOneOf(
            engines
                .Profiles.SelectMany(profile => engines.Of(profile).Synthesizer.Languages.Append(profile.Language))
                .Where(language => language != LanguageTag.Detected)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)
        );
}

using LocalVoice.Engines;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Describing;

/// <summary>
/// What the server offers, as the event <c>info</c> has it: each profile is a model of the recogniser, each voice of the profiles'
/// synthesizers a voice. Asked once the engines are ready only.
/// </summary>
internal sealed class ServiceInfo(StageEngines engines, ModelOrigins origins)
{
    private const string Program = "LocalVoice";
    private static readonly object[] None = [];
    private static readonly string Version = typeof(ServiceInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>The data of <c>info</c>.</summary>
    public object Document() =>
        new
        {
            asr = new[]
            {
                new
                {
                    name = Program,
                    description = "Speech recognition of LocalVoice",
                    version = Version,
                    attribution = Own,
                    installed = true,
                    models = engines.Profiles.Select(Model),
                    supports_transcript_streaming = true,
                    requires_external_vad = true,
                },
            },
            tts = new[]
            {
                new
                {
                    name = Program,
                    description = "Voices of LocalVoice",
                    version = Version,
                    attribution = Own,
                    installed = true,
                    voices = Voices(),
                    supports_synthesize_streaming = true,
                },
            },
            handle = None,
            intent = None,
            wake = None,
            mic = None,
            snd = None,
        };

    private static object Own => new { name = Program, url = "" };

    private object Model(SessionProfile profile)
    {
        var recognizer = engines.Of(profile).Recognizer;
        return new
        {
            name = profile.Name,
            description = $"{profile.Name}: {recognizer.Info.Name}, {recognizer.Info.Model} on {recognizer.Info.Device}",
            version = recognizer.Info.Package,
            attribution = Origin(recognizer.Info, recognizer.Info.Model),
            installed = true,
            languages = Languages(profile, recognizer),
        };
    }

    /// <summary>The profile's own first.</summary>
    private string[] Languages(SessionProfile profile, IStreamingRecognizer recognizer)
    {
        string[] own = profile.Language == LanguageTag.Detected ? [] : [profile.Language];
        string[] all = [.. own.Concat(recognizer.Languages).Distinct(StringComparer.OrdinalIgnoreCase)];
        return all.Length > 0 ? all : [.. OfProfiles()];
    }

    private IEnumerable<string> OfProfiles() =>
        engines
            .Profiles.Select(profile => profile.Language)
            .Where(language => language != LanguageTag.Detected)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private IEnumerable<object> Voices() =>
        engines
            .Profiles.Select(profile => engines.Of(profile).Synthesizer)
            .Distinct()
            .SelectMany(synthesizer => synthesizer.Voices.Select(name => (Name: name, Synthesizer: synthesizer)))
            .DistinctBy(voice => voice.Name, StringComparer.OrdinalIgnoreCase)
            .Select(voice => Voice(voice.Name, voice.Synthesizer));

    private object Voice(string name, ISpeechSynthesizer synthesizer)
    {
        var languages = synthesizer.LanguagesOf(name);
        return new
        {
            name,
            description = $"{name} ({synthesizer.Info.Name})",
            version = synthesizer.Info.Package,
            attribution = Origin(synthesizer.Info, name),
            installed = true,
            languages = languages.Count > 0 ? languages : [.. OfProfiles()],
        };
    }

    private object Origin(EngineInfo engine, string model) =>
        origins.Find(engine.Name, model) is { } known
            ? new { name = $"{engine.Name} {known.Id}, licence {known.Licence}", url = known.Url?.AbsoluteUri ?? "" }
            : new { name = $"{engine.Name} {engine.Model}", url = "" };
}

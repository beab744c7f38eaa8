using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Speech.Compressed;
using LocalVoice.Server.Protocol;
using LocalVoice.Speech;

namespace LocalVoice.Server.Http.Speech;

/// <summary>What is to be said, and how.</summary>
/// <param name="Speed">Null: that of the profile.</param>
/// <param name="AsEvents">Whether the audio comes in server-sent events.</param>
internal sealed record SpeechRequest(string Input, string? Model, string? Voice, string Format, double? Speed, bool AsEvents)
{
    /// <summary>Characters: half an hour of speech.</summary>
    public const int LongestInput = 32 * 1024;

    private static readonly Dictionary<string, Func<ISpeechEncoder>> Encoders = new(StringComparer.Ordinal)
    {
        ["wav"] = () => new WavEncoder(),
        ["pcm"] = () => new PcmEncoder(),
        ["opus"] = () => new OpusEncoder(),
    };

    /// <summary>How ffmpeg has to compress what the encoder gives; null where the encoder's output is the file.</summary>
    public CompressedFormat? Compression => CompressedFormat.All.GetValueOrDefault(Format);

    public ISpeechEncoder NewEncoder() => Compression is null ? Encoders[Format]() : new PcmEncoder();

    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    public static SpeechRequest Read(EventField body)
    {
        _ = body["instructions"].TextOrNull();
        return new(
            body["input"].Text(LongestInput),
            body["model"].TextOrNull(FieldLimits.Voice),
            VoiceOf(body["voice"]),
            FormatOf(body["response_format"]),
            body["speed"].IsAbsent ? null : body["speed"].Number(0.25, 4, 1),
            IsEvents(body["stream_format"])
        );
    }

    /// <summary>
    /// What the synthesizer is asked for. A model that names a profile chooses the language, else a voice that names one; a voice
    /// that the synthesizer does not have means the profile's.
    /// </summary>
    public (SynthesisRequest Request, ISpeechSynthesizer Synthesizer) For(StageEngines engines)
    {
        var (profile, stages) = engines.For(engines.IsProfile(Model) || !engines.IsProfile(Voice) ? Model : Voice);
        var synthesizer = stages.Synthesizer;
        var known = synthesizer.Voices.Contains(Voice, StringComparer.OrdinalIgnoreCase);
        return (new(Input, LanguageFor(profile, synthesizer), known ? Voice : profile.Voice, Speed ?? profile.Speed), synthesizer);
    }

    private static string LanguageFor(SessionProfile profile, ISpeechSynthesizer synthesizer) =>
        profile.Language != LanguageTag.Detected ? profile.Language
        : synthesizer.Languages is [var first, ..] ? first
        : "";

    private static string? VoiceOf(EventField voice)
    {
        var (name, field) =
            voice.IsAbsent || voice.IsString
                ? (voice.TextOrNull(FieldLimits.Voice), voice)
                : (voice["id"].Text(FieldLimits.Voice), voice["id"]);
        return name?.Length == 0 ? throw field.Invalid("It is empty: leave it out for the profile's voice.") : name;
    }

    /// <summary>Stock clients leave it out where they want MP3, and take WAV: they look at what comes.</summary>
    private static string FormatOf(EventField format) =>
        (format.TextOrNull() ?? "wav") is var name && (Encoders.ContainsKey(name) || CompressedFormat.All.ContainsKey(name))
            ? name
            : throw format.NotOneOf([.. Encoders.Keys, .. CompressedFormat.All.Keys]);

    private static bool IsEvents(EventField format) =>
        (format.TextOrNull() ?? "audio") switch
        {
            "audio" => false,
            "sse" => true,
            _ => throw format.NotOneOf("audio", "sse"),
        };
}

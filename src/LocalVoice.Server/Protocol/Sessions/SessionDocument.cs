using System.Text.Json.Nodes;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>The initial session object as sent to clients.</summary>
internal static class SessionDocument
{
    /// <summary>The version of the extensions documented in README.md.</summary>
    public const int ExtensionsVersion = 1;

    /// <summary>Of the session; absent where it has none of the extensions.</summary>
    public const string ExtensionsField = "localvoice";

    public static JsonObject Create(SessionProfile profile, Framing framing, ConnectRequest request, DateTimeOffset expiresAt)
    {
        var language = request.Language ?? profile.Language;
        var document = new JsonObject
        {
            ["type"] = request.TranscriptionOnly ? SessionTypes.Transcription : SessionTypes.Realtime,
            ["object"] = "realtime.session",
            ["id"] = null,
            ["model"] = request.Model ?? profile.Name,
            ["output_modalities"] = new JsonArray("audio"),
            ["instructions"] = profile.InstructionsFor(language),
            ["tools"] = new JsonArray(),
            ["tool_choice"] = "auto",
            ["max_output_tokens"] = "inf",
            ["tracing"] = null,
            ["truncation"] = "auto",
            ["prompt"] = null,
            ["expires_at"] = expiresAt.ToUnixTimeSeconds(),
            ["audio"] = new JsonObject { ["input"] = Input(framing, request), ["output"] = Output(profile) },
            ["include"] = null,
        };
        if (IsOwn(framing, request))
        {
            document[ExtensionsField] = Extensions(profile, language);
        }

        return document;
    }

    private static bool IsOwn(Framing framing, ConnectRequest request) => framing == Framing.LocalVoice || request.Extensions;

    private static JsonObject Input(Framing framing, ConnectRequest request) =>
        new()
        {
            ["format"] = AudioFormats.Pcm(framing == Framing.LocalVoice ? 16_000 : AudioFormats.StockRateHz),
            ["transcription"] = IsOwn(framing, request) || request.TranscriptionOnly ? new JsonObject { ["model"] = "default" } : null,
            ["noise_reduction"] = null,
            ["turn_detection"] = IsOwn(framing, request) ? TurnDetectionDocument.Semantic() : TurnDetectionDocument.Server(),
        };

    private static JsonObject Output(SessionProfile profile) =>
        new()
        {
            ["format"] = AudioFormats.Pcm(AudioFormats.StockRateHz),
            ["voice"] = profile.Voice ?? SettingsReader.DefaultVoice,
            ["speed"] = profile.Speed,
        };

    private static JsonObject Extensions(SessionProfile profile, string language) =>
        new()
        {
            ["version"] = ExtensionsVersion,
            ["profile"] = profile.Name,
            ["language"] = language,
            ["pipeline"] = EnumNames.Name(profile.Pipeline),
            ["speculate"] = profile.Speculate,
            ["vocabulary"] = new JsonArray([.. profile.Vocabulary.Select(term => JsonValue.Create(term))]),
            ["stages"] = new JsonObject
            {
                ["stt"] = profile.Stages.Stt,
                ["llm"] = profile.Stages.Llm,
                ["tts"] = profile.Stages.Tts,
            },
        };
}

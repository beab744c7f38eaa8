using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>Reads the session that is in force.</summary>
[Experimental("MEAI001")]
internal static class SessionReader
{
    private const int TelephoneRateHz = 8_000;

    /// <param name="asked">What the client asked for; its tools are the client's own objects. Null: nothing.</param>
    public static RealtimeSessionOptions Read(JsonElement session, RealtimeSessionOptions? asked)
    {
        var (input, output) = (session.Child("audio").Child("input"), session.Child("audio").Child("output"));
        return new RealtimeSessionOptions
        {
            SessionKind = session.Text("type") == "transcription" ? RealtimeSessionKind.Transcription : RealtimeSessionKind.Conversation,
            Model = session.Text("model"),
            Instructions = session.Text("instructions"),
            MaxOutputTokens = session.Number("max_output_tokens"),
            OutputModalities = [.. session.Elements("output_modalities").Select(name => name.GetString()!)],
            Voice = output.Text("voice") ?? output.Child("voice").Text("id"),
            InputAudioFormat = Format(input.Child("format")),
            OutputAudioFormat = Format(output.Child("format")),
            TranscriptionOptions = Transcription(input.Child("transcription")),
            VoiceActivityDetection = Detection(input.Child("turn_detection")),
            ToolMode = asked?.ToolMode,
            Tools = asked?.Tools,
            RawRepresentationFactory = asked?.RawRepresentationFactory,
        };
    }

    public static RealtimeAudioFormat? Format(JsonElement format) =>
        format.Text("type") is { } type ? new(type, format.Number("rate") ?? TelephoneRateHz) : null;

    private static TranscriptionOptions? Transcription(JsonElement transcription) =>
        transcription.ValueKind != JsonValueKind.Object
            ? null
            : new TranscriptionOptions
            {
                ModelId = transcription.Text("model"),
                SpeechLanguage = transcription.Text("language"),
                Prompt = transcription.Text("prompt"),
            };

    private static VoiceActivityDetectionOptions Detection(JsonElement detection) =>
        new() { Enabled = detection.ValueKind == JsonValueKind.Object, AllowInterruption = detection.Flag("interrupt_response") ?? false };
}

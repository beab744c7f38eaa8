using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>The protocol's session object of a session's options; what they leave out stays as it is.</summary>
[Experimental("MEAI001")]
internal static class SessionWriter
{
    /// <param name="session">Written into, unless the options have a raw representation of their own.</param>
    public static JsonObject Write(RealtimeSessionOptions options, JsonObject session)
    {
        var json = options.RawRepresentationFactory?.Invoke() is { } raw
            ? RawJson.Read(raw, nameof(options))
            : session.DeepClone().AsObject();
        json["type"] = options.SessionKind == RealtimeSessionKind.Transcription ? "transcription" : "realtime";
        Set(json, "model", options.Model);
        Set(json, "instructions", options.Instructions);
        Set(json, "max_output_tokens", options.MaxOutputTokens);
        Set(json, "output_modalities", Modalities(options.OutputModalities));
        Set(json, "tools", options.Tools is null ? null : ToolWriter.Write(options.Tools));
        Set(json, "tool_choice", ToolWriter.Write(options.ToolMode));
        WriteInput(options, json);
        if (options.OutputAudioFormat is not null || options.Voice is not null)
        {
            var output = json.In("audio").In("output");
            Set(output, "format", Format(options.OutputAudioFormat));
            Set(output, "voice", options.Voice);
        }

        return json;
    }

    public static JsonObject? Format(RealtimeAudioFormat? format) =>
        format is null ? null
        : format.MediaType == AudioContent.Pcm ? new JsonObject { ["type"] = format.MediaType, ["rate"] = format.SampleRate }
        : new JsonObject { ["type"] = format.MediaType };

    public static JsonArray? Modalities(IEnumerable<string>? names) =>
        names is null ? null : new JsonArray([.. names.Select(name => JsonValue.Create(name))]);

    private static void WriteInput(RealtimeSessionOptions options, JsonObject session)
    {
        if (options.InputAudioFormat is not null)
        {
            session.In("audio").In("input")["format"] = Format(options.InputAudioFormat);
        }

        if (options.TranscriptionOptions is { } wanted)
        {
            var transcription = session.In("audio").In("input").In("transcription");
            Set(transcription, "model", wanted.ModelId ?? (transcription["model"] is null ? "default" : null));
            Set(transcription, "language", wanted.SpeechLanguage);
            Set(transcription, "prompt", wanted.Prompt);
        }

        if (options.VoiceActivityDetection is { Enabled: false })
        {
            session.In("audio").In("input")["turn_detection"] = null;
        }
        else if (options.VoiceActivityDetection is { } detection)
        {
            var turns = session.In("audio").In("input").In("turn_detection");
            turns["type"] ??= "server_vad";
            turns["create_response"] ??= true;
            turns["interrupt_response"] = detection.AllowInterruption;
        }
    }

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}

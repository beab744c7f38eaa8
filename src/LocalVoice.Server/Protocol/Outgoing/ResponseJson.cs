using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>The response object of <c>response.created</c> and <c>response.done</c>.</summary>
internal static class ResponseJson
{
    /// <summary>The position of an event about the response's message, the first of its items, which has one part.</summary>
    public static void WritePlace(Utf8JsonWriter json, string responseId, string itemId)
    {
        json.WriteString("response_id"u8, responseId);
        json.WriteString("item_id"u8, itemId);
        json.WriteNumber("output_index"u8, 0);
        json.WriteNumber("content_index"u8, 0);
    }

    /// <param name="ended">Null while it is in progress.</param>
    /// <param name="conversationId">Null for a response that is no part of it.</param>
    /// <param name="items">The response's output; none while in progress.</param>
    public static void Write(
        Utf8JsonWriter json,
        ResponseCreated created,
        string? conversationId,
        ResponseEnded? ended,
        params IEnumerable<ConversationItem> items
    )
    {
        json.WriteStartObject("response"u8);
        json.WriteString("object"u8, "realtime.response"u8);
        json.WriteString("id"u8, created.ResponseId);
        json.WriteString("status"u8, ended is null ? "in_progress" : Name(ended.Outcome.Status));
        WriteStatusDetails(json, ended?.Outcome);
        json.WriteStartArray("output"u8);
        foreach (var item in items)
        {
            ItemJson.Write(json, item);
        }

        json.WriteEndArray();
        json.WriteString("conversation_id"u8, conversationId);
        json.WriteStartArray("output_modalities"u8);
        json.WriteStringValue(OutputModalities.Name(created.Spoken));
        json.WriteEndArray();
        WriteLimit(json, created.MaxOutputTokens);
        WriteAudio(json, created.Voice, created.Format);
        WriteUsage(json, ended?.Usage);
        WriteMetadata(json, created.Metadata);
        json.WriteEndObject();
    }

    private static void WriteStatusDetails(Utf8JsonWriter json, ResponseOutcome? outcome)
    {
        if (outcome is null or { Status: ResponseStatus.Completed })
        {
            json.WriteNull("status_details"u8);
            return;
        }

        json.WriteStartObject("status_details"u8);
        json.WriteString("type"u8, Name(outcome.Status));
        if (Reason(outcome.Reason) is { } reason)
        {
            json.WriteString("reason"u8, reason);
        }

        if (outcome.Status == ResponseStatus.Failed)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, ErrorEvent.ServerError);
            json.WriteString("code"u8, outcome.Code);
            json.WriteString("message"u8, outcome.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, int? tokens)
    {
        json.WritePropertyName("max_output_tokens"u8);
        if (tokens is { } limit)
        {
            json.WriteNumberValue(limit);
        }
        else
        {
            json.WriteStringValue(TokenLimit.None);
        }
    }

    private static void WriteAudio(Utf8JsonWriter json, string? voice, AudioFormat format)
    {
        json.WriteStartObject("audio"u8);
        json.WriteStartObject("output"u8);
        json.WritePropertyName("format"u8);
        AudioFormats.ToJson(format).WriteTo(json);
        json.WriteString("voice"u8, voice ?? SettingsReader.DefaultVoice);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>All tokens are text to a local model; input audio is reported by duration in <see cref="InputEvents"/>.</summary>
    private static void WriteUsage(Utf8JsonWriter json, ResponseUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("total_tokens"u8, usage.InputTokens + usage.OutputTokens);
        json.WriteNumber("input_tokens"u8, usage.InputTokens);
        json.WriteNumber("output_tokens"u8, usage.OutputTokens);
        json.WriteStartObject("input_token_details"u8);
        WriteKinds(json, usage.InputTokens, images: true);
        json.WriteNumber("cached_tokens"u8, usage.CachedTokens);
        json.WriteStartObject("cached_tokens_details"u8);
        WriteKinds(json, usage.CachedTokens, images: true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("output_token_details"u8);
        WriteKinds(json, usage.OutputTokens, images: false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteKinds(Utf8JsonWriter json, int textTokens, bool images)
    {
        json.WriteNumber("text_tokens"u8, textTokens);
        json.WriteNumber("audio_tokens"u8, 0);
        if (images)
        {
            json.WriteNumber("image_tokens"u8, 0);
        }
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
        {
            json.WriteNull("metadata"u8);
            return;
        }

        json.WriteStartObject("metadata"u8);
        foreach (var (name, value) in metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static string Name(ResponseStatus status) =>
        status switch
        {
            ResponseStatus.Completed => "completed",
            ResponseStatus.Cancelled => "cancelled",
            ResponseStatus.Incomplete => "incomplete",
            _ => "failed",
        };

    private static string? Reason(ResponseEndReason reason) =>
        reason switch
        {
            ResponseEndReason.TurnDetected => "turn_detected",
            ResponseEndReason.ClientCancelled => "client_cancelled",
            ResponseEndReason.MaxOutputTokens => "max_output_tokens",
            _ => null,
        };
}

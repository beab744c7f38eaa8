using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>
/// The protocol's events of the client's messages. A message's raw representation is the event that its properties are written
/// into; a message without properties is that event.
/// </summary>
[Experimental("MEAI001")]
internal static class ClientEvents
{
    /// <param name="input">Of the session's input audio; null while it is not known: PCM.</param>
    /// <exception cref="ArgumentException">The message has content that cannot be sent, or none.</exception>
    /// <exception cref="NotSupportedException">It has a tool that is no function.</exception>
    public static JsonObject Of(RealtimeClientMessage message, RealtimeAudioFormat? input)
    {
        var json = RawJson.Read(message.RawRepresentation, nameof(message));
        switch (message)
        {
            case SessionUpdateRealtimeClientMessage update:
                json["type"] = "session.update";
                json["session"] = SessionWriter.Write(update.Options, json["session"] as JsonObject ?? []);
                break;
            case CreateResponseRealtimeClientMessage create:
                json["type"] = "response.create";
                Write(create, json.In("response"), input);
                break;
            case CreateConversationItemRealtimeClientMessage create:
                json["type"] = "conversation.item.create";
                json["item"] = ItemWriter.Write(create.Item, input);
                break;
            case InputAudioBufferAppendRealtimeClientMessage append:
                json["type"] = "input_audio_buffer.append";
                json["audio"] = AudioContent.ToBase64(append.Content, input);
                break;
            case InputAudioBufferCommitRealtimeClientMessage:
                json["type"] = "input_audio_buffer.commit";
                break;
            default:
                RequireType(json, message);
                break;
        }

        if (message.MessageId is { } id)
        {
            json["event_id"] = id;
        }

        return json;
    }

    private static void Write(CreateResponseRealtimeClientMessage create, JsonObject response, RealtimeAudioFormat? input)
    {
        Set(response, "instructions", create.Instructions);
        Set(response, "max_output_tokens", create.MaxOutputTokens);
        Set(
            response,
            "conversation",
            create.ExcludeFromConversation is { } excluded
                ? excluded
                    ? "none"
                    : "auto"
                : null
        );
        Set(response, "output_modalities", SessionWriter.Modalities(create.OutputModalities));
        Set(response, "tools", create.Tools is null ? null : ToolWriter.Write(create.Tools));
        Set(response, "tool_choice", ToolWriter.Write(create.ToolMode));
        Set(
            response,
            "input",
            create.Items is null ? null : new JsonArray([.. create.Items.Select(item => ItemWriter.Write(item, input))])
        );
        if (create.OutputAudioOptions is not null || create.OutputVoice is not null)
        {
            var output = response.In("audio").In("output");
            Set(output, "format", SessionWriter.Format(create.OutputAudioOptions));
            Set(output, "voice", create.OutputVoice);
        }

        foreach (var (name, value) in create.AdditionalProperties ?? [])
        {
            response.In("metadata")[name] = value?.ToString();
        }
    }

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static void RequireType(JsonObject json, RealtimeClientMessage message)
    {
        if (json["type"] is null)
        {
            throw new ArgumentException(
                $"A {message.GetType().Name} has no event of the protocol. Give one as its raw representation: a JsonObject with a type.",
                nameof(message)
            );
        }
    }
}

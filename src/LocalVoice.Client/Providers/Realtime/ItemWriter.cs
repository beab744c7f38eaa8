using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>Writes an item of the conversation: a message, a function's call or its result.</summary>
[Experimental("MEAI001")]
internal static class ItemWriter
{
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    /// <param name="input">Of the session's input audio; null while it is not known: PCM.</param>
    /// <exception cref="ArgumentException">The item is empty, or has content that no item has.</exception>
    public static JsonObject Write(RealtimeConversationItem item, RealtimeAudioFormat? input)
    {
        ArgumentNullException.ThrowIfNull(item);
        var json = item.Contents switch
        {
            [FunctionResultContent result] => new JsonObject
            {
                ["type"] = "function_call_output",
                ["call_id"] = result.CallId,
                ["output"] = Output(result),
            },
            [FunctionCallContent call] => new JsonObject
            {
                ["type"] = "function_call",
                ["call_id"] = call.CallId,
                ["name"] = call.Name,
                ["arguments"] = call.Arguments is null ? "{}" : JsonSerializer.Serialize(call.Arguments, Compact),
            },
            null or [] => throw new ArgumentException("The item has no contents.", nameof(item)),
            _ => Message(item, input),
        };
        if (item.Id is { } id)
        {
            json["id"] = id;
        }

        return json;
    }

    private static JsonObject Message(RealtimeConversationItem item, RealtimeAudioFormat? input)
    {
        var role = item.Role ?? ChatRole.User;
        var text = role == ChatRole.Assistant ? "output_text" : "input_text";
        JsonNode[] parts =
        [
            .. item.Contents.Select(content =>
                content switch
                {
                    TextContent words => new JsonObject { ["type"] = text, ["text"] = words.Text },
                    DataContent audio => new JsonObject { ["type"] = "input_audio", ["audio"] = AudioContent.ToBase64(audio, input) },
                    _ => throw new ArgumentException(
                        $"A message has text and audio, but this one a {content.GetType().Name}. A call or a result is an item of its own.",
                        nameof(item)
                    ),
                }
            ),
        ];
        return new JsonObject
        {
            ["type"] = "message",
            ["role"] = role.Value,
            ["content"] = new JsonArray(parts),
        };
    }

    /// <summary>A text is the output itself; anything else its JSON.</summary>
    private static string Output(FunctionResultContent result) =>
        result.Result switch
        {
            null => result.Exception?.Message ?? "",
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
            TextContent text => text.Text,
            var value => JsonSerializer.Serialize(value, Compact),
        };
}

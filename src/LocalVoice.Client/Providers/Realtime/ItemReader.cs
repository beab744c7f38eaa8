using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>Reads an item of the conversation. What is spoken comes as its words, where they are known.</summary>
[Experimental("MEAI001")]
internal static class ItemReader
{
    /// <returns>Null where there is none.</returns>
    public static RealtimeConversationItem? Read(JsonElement item) =>
        item.ValueKind != JsonValueKind.Object
            ? null
            : new RealtimeConversationItem([.. Contents(item)], item.Text("id"), RoleOf(item.Text("role"))) { RawRepresentation = item };

    private static IEnumerable<AIContent> Contents(JsonElement item) =>
        item.Text("type") switch
        {
            "function_call" => [Call(item)],
            "function_call_output" => [new FunctionResultContent(item.Text("call_id") ?? "", item.Text("output"))],
            _ => item.Elements("content")
                .Select(part => part.Text("text") ?? part.Text("transcript"))
                .OfType<string>()
                .Select(words => new TextContent(words)),
        };

    /// <summary>Arguments that are no JSON object are told by the call's exception; of a call that has just begun there are none.</summary>
    private static FunctionCallContent Call(JsonElement item)
    {
        var (id, name) = (item.Text("call_id") ?? "", item.Text("name") ?? "");
        return item.Text("arguments") is { Length: > 0 } arguments
            ? FunctionCallContent.CreateFromParsedArguments(
                arguments,
                id,
                name,
                static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions)!
            )
            : new FunctionCallContent(id, name);
    }

    private static ChatRole? RoleOf(string? role) => role is null ? null : new ChatRole(role);
}

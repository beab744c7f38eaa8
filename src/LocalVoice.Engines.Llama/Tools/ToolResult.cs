using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>The text of a function's result.</summary>
internal static class ToolResult
{
    public static string TextOf(FunctionResultContent result) =>
        result switch
        {
            { Exception: { } error } => $"error: {error.Message}",
            { Result: string text } => text,
            { Result: null } => "null",
            _ => SpacedJson.Write(JsonSerializer.SerializeToNode(result.Result, ToolJson.Options)),
        };

    /// <summary>As a JSON value: what it is, or a string.</summary>
    public static JsonNode? JsonOf(FunctionResultContent result)
    {
        var text = TextOf(result);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

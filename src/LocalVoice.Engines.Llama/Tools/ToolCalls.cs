using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>Reads and writes a tool call: <c>&lt;tool_call&gt;{"name": …, "arguments": {…}}&lt;/tool_call&gt;</c>.</summary>
internal static class ToolCalls
{
    public const string Open = "<tool_call>";
    public const string Close = "</tool_call>";

    public static string Write(FunctionCallContent call)
    {
        var json = new JsonObject
        {
            ["name"] = call.Name,
            ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), ToolJson.Options),
        };
        return $"{Open}\n{SpacedJson.Write(json)}\n{Close}";
    }

    /// <param name="json">The text between the marks.</param>
    /// <returns>The call; <see cref="FunctionCallContent.Exception"/> is set when the model wrote an invalid one.</returns>
    public static FunctionCallContent Read(string json)
    {
        var id = $"call_{Guid.NewGuid():N}";
        var name = "";
        try
        {
            var call = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A tool call must be a JSON object.");
            name = call["name"]?.GetValue<string>() ?? throw new JsonException("A tool call must have a name.");
            return new FunctionCallContent(id, name, Arguments(call["arguments"]));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new FunctionCallContent(id, name) { Exception = error };
        }
    }

    /// <summary>Some models write the arguments as a JSON string.</summary>
    private static Dictionary<string, object?> Arguments(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonObject arguments => arguments.Deserialize<Dictionary<string, object?>>(ToolJson.Options) ?? [],
            JsonValue value when value.TryGetValue(out string? text) => Arguments(JsonNode.Parse(text) as JsonObject),
            _ => throw new JsonException("A tool call's arguments must be a JSON object."),
        };
}

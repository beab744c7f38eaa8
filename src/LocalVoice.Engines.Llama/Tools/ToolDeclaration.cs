using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>A function's declaration as all families are told it: <c>{"type": "function", "function": {…}}</c>.</summary>
internal static class ToolDeclaration
{
    private static readonly JsonSerializerOptions Indented = new(ToolJson.Options)
    {
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
    };

    /// <summary>On one line.</summary>
    public static string Write(AIFunctionDeclaration tool) => SpacedJson.Write(Json(tool));

    /// <summary>Indented by four, as Python does it.</summary>
    public static string WriteIndented(AIFunctionDeclaration tool) => Json(tool).ToJsonString(Indented);

    private static JsonObject Json(AIFunctionDeclaration tool) =>
        new()
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = tool.Name,
                ["description"] = tool.Description,
                ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()),
            },
        };
}

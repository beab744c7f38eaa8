using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>Renders the tool list in the Hermes form, which Qwen and many others are trained on.</summary>
internal static class ToolList
{
    private const string Head =
        "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
        + "You are provided with function signatures within <tools></tools> XML tags:\n<tools>\n";

    private const string Tail =
        "\n</tools>\n\nFor each function call, return a json object with function name and arguments within "
        + "<tool_call></tool_call> XML tags:\n"
        + "<tool_call>\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n</tool_call>";

    /// <summary>Null when there are no tools, or none may be called.</summary>
    public static string? Write(ChatOptions? options)
    {
        var tools = options?.ToolMode is NoneChatToolMode ? [] : options?.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        return tools.Count == 0 ? null : Head + string.Join('\n', tools.Select(Write)) + Tail;
    }

    private static string Write(AIFunctionDeclaration tool) =>
        SpacedJson.Write(
            new JsonObject
            {
                ["type"] = "function",
                ["function"] = new JsonObject
                {
                    ["name"] = tool.Name,
                    ["description"] = tool.Description,
                    ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()),
                },
            }
        );
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>Writes the functions that a response may call.</summary>
internal static class ToolWriter
{
    /// <exception cref="NotSupportedException">One is no function.</exception>
    public static JsonArray Write(IEnumerable<AITool> tools) => new([.. tools.Select(Write)]);

    /// <param name="mode">Null: what the server has set.</param>
    public static JsonNode? Write(ChatToolMode? mode) =>
        mode switch
        {
            null => null,
            NoneChatToolMode => "none",
            RequiredChatToolMode { RequiredFunctionName: { } name } => new JsonObject { ["type"] = "function", ["name"] = name },
            RequiredChatToolMode => "required",
            _ => "auto",
        };

    private static JsonObject Write(AITool tool) =>
        tool is AIFunctionDeclaration function
            ? new JsonObject
            {
                ["type"] = "function",
                ["name"] = function.Name,
                ["description"] = function.Description,
                ["parameters"] = JsonNode.Parse(function.JsonSchema.GetRawText()),
            }
            : throw new NotSupportedException(
                $"'{tool.Name}' is a {tool.GetType().Name}, but the agent calls functions only. Make it one with AIFunctionFactory."
            );
}

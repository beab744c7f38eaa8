using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>Renders a tool's result: <c>&lt;tool_response&gt;…&lt;/tool_response&gt;</c> in a user message.</summary>
internal static class ToolResponses
{
    private const string Open = "<tool_response>\n";
    private const string Close = "\n</tool_response>";

    public static string Write(FunctionResultContent result, ControlTokens marks) => Open + marks.EscapeSpecialTokens(Text(result)) + Close;

    public static bool IsOne(string content) =>
        content.StartsWith(Open, StringComparison.Ordinal) && content.EndsWith(Close, StringComparison.Ordinal);

    private static string Text(FunctionResultContent result) =>
        result switch
        {
            { Exception: { } error } => $"error: {error.Message}",
            { Result: string text } => text,
            { Result: null } => "null",
            _ => SpacedJson.Write(JsonSerializer.SerializeToNode(result.Result, ToolJson.Options)),
        };
}

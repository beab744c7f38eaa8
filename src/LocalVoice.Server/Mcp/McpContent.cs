using System.Text.Json;
using LocalVoice.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LocalVoice.Server.Mcp;

/// <summary>The protocol's tools and results in the words of the port.</summary>
internal static class McpContent
{
    public static RemoteTool ToolOf(Tool tool) =>
        new(tool.Name, tool.Description, tool.InputSchema)
        {
            IsReadOnly = tool.Annotations?.ReadOnlyHint is true,
            Annotations = tool.Annotations is { } annotations
                ? JsonSerializer.SerializeToElement(annotations, McpJsonUtilities.DefaultOptions)
                : null,
        };

    /// <summary>A language model reads text: other content is only named. Without any, the structured result stands for it.</summary>
    public static string TextOf(CallToolResult result)
    {
        var parts = result.Content.Select(part => part is TextContentBlock text ? text.Text : $"[{part.Type} left out]").ToList();
        return parts.Count == 0 && result.StructuredContent is { } structured ? structured.ToString() ?? "" : string.Join('\n', parts);
    }
}

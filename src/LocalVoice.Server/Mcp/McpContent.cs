using System.Text.Json;
using LocalVoice.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LocalVoice.Server.Mcp;

/// <summary>The protocol's tools and results in the words of the port.</summary>
internal static class McpContent
{
    private static readonly JsonElement NoArguments = JsonElement.Parse("""{"type":"object"}""");

    /// <summary>The tools of a page. Each is read by itself: the protocol's own types refuse the whole page for one of them.</summary>
    /// <exception cref="JsonException">It is no page of tools.</exception>
    public static IEnumerable<RemoteTool> ToolsOf(JsonElement page) =>
        page.ValueKind is JsonValueKind.Object && page.TryGetProperty("tools", out var tools) && tools.ValueKind is JsonValueKind.Array
            ? tools.EnumerateArray().Select(ToolOf).OfType<RemoteTool>()
            : throw new JsonException("It has no list of tools.");

    /// <returns>Null for the last page.</returns>
    public static string? NextOf(JsonElement page) => TextAt(page, "nextCursor");

    /// <summary>A language model reads text: other content is only named. Without any, the structured result stands for it.</summary>
    public static string TextOf(CallToolResult result)
    {
        var parts = result.Content.Select(part => part is TextContentBlock text ? text.Text : $"[{part.Type} left out]").ToList();
        return parts.Count == 0 && result.StructuredContent is { } structured ? structured.ToString() ?? "" : string.Join('\n', parts);
    }

    /// <returns>Null for one that cannot be shown. What is wrong with its schema is for others to find.</returns>
    private static RemoteTool? ToolOf(JsonElement tool)
    {
        if (tool.ValueKind is not JsonValueKind.Object || TextAt(tool, "name") is not { Length: > 0 } name || name.Contains('\0'))
        {
            return null;
        }

        var hints = HintsOf(tool);
        var schema = tool.TryGetProperty("inputSchema", out var given) ? given : NoArguments;
        return new(name, TextAt(tool, "description")?.Replace('\0', '\uFFFD'), schema)
        {
            IsReadOnly = hints?.ReadOnlyHint is true,
            Annotations = hints is null ? null : JsonSerializer.SerializeToElement(hints, McpJsonUtilities.DefaultOptions),
        };
    }

    private static ToolAnnotations? HintsOf(JsonElement tool)
    {
        try
        {
            return tool.TryGetProperty("annotations", out var hints)
                ? hints.Deserialize<ToolAnnotations>(McpJsonUtilities.DefaultOptions)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextAt(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>The session object as clients see it: without what their servers of tools are told.</summary>
internal static class ShownSession
{
    public static JsonElement Of(JsonElement document)
    {
        if (!HasSecrets(document))
        {
            return document;
        }

        var shown = JsonObject.Create(document)!;
        foreach (var tool in shown["tools"]!.AsArray().OfType<JsonObject>())
        {
            tool.Remove(ToolServerReader.Authorization);
            tool.Remove(ToolServerReader.Headers);
        }

        return JsonSerializer.SerializeToElement(shown);
    }

    private static bool HasSecrets(JsonElement document) =>
        document.TryGetProperty("tools", out var tools)
        && tools.ValueKind == JsonValueKind.Array
        && tools
            .EnumerateArray()
            .Any(tool =>
                tool.ValueKind == JsonValueKind.Object
                && (tool.TryGetProperty(ToolServerReader.Authorization, out _) || tool.TryGetProperty(ToolServerReader.Headers, out _))
            );
}

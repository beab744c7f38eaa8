using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>
/// The session object as clients see it: without what their servers of tools are told, and for transcription without the agent.
/// </summary>
internal static class ShownSession
{
    private static readonly string[] AgentFields =
    [
        "model",
        "output_modalities",
        "instructions",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "reasoning",
        "max_output_tokens",
        "tracing",
        "truncation",
        "prompt",
    ];

    public static JsonElement Of(JsonElement document)
    {
        if (document.GetProperty("type").ValueEquals(SessionTypes.Transcription))
        {
            return Transcription(JsonObject.Create(document)!);
        }

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

    private static JsonElement Transcription(JsonObject session)
    {
        session["object"] = "realtime.transcription_session";
        foreach (var field in AgentFields)
        {
            session.Remove(field);
        }

        (session["audio"] as JsonObject)?.Remove("output");
        return JsonSerializer.SerializeToElement(session);
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

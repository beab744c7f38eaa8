using System.Text.Json.Nodes;
using LocalVoice.Server.Http.Generation;

namespace LocalVoice.Server.Http.Responses;

/// <summary>Writes the items of a response's output.</summary>
internal static class OutputItem
{
    /// <param name="text">Null while it has no part yet.</param>
    public static JsonObject Message(string id, string status, string? text) =>
        new()
        {
            ["id"] = id,
            ["type"] = "message",
            ["status"] = status,
            ["role"] = "assistant",
            ["content"] = text is null ? [] : new JsonArray(Part(text)),
        };

    public static JsonObject Part(string text) =>
        new()
        {
            ["type"] = "output_text",
            ["text"] = text,
            ["annotations"] = new JsonArray(),
            ["logprobs"] = new JsonArray(),
        };

    /// <param name="arguments">Empty while they are to come.</param>
    public static JsonObject Call(string id, string status, CallPart call, string arguments) =>
        new()
        {
            ["id"] = id,
            ["type"] = "function_call",
            ["status"] = status,
            ["call_id"] = call.CallId,
            ["name"] = call.Name,
            ["arguments"] = arguments,
        };
}

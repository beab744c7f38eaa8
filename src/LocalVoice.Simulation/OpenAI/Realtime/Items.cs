using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Items and events about them, as the reference shows them.</summary>
internal static class Items
{
    public static ConversationItem Spoken(string id, string text, TimeSpan duration) =>
        new(id, Message(id, "user", "completed", new JsonObject { ["type"] = "input_audio", ["transcript"] = null }))
        {
            Text = text,
            AudioDuration = duration,
        };

    public static ConversationItem Agent(string id) => new(id, Message(id, "assistant", "in_progress"));

    public static JsonObject Added(ConversationItem item, string? previous) => About("conversation.item.added", item, previous);

    public static JsonObject Done(ConversationItem item, string? previous) => About("conversation.item.done", item, previous);

    private static JsonObject About(string type, ConversationItem item, string? previous) =>
        new()
        {
            ["type"] = type,
            ["previous_item_id"] = previous,
            ["item"] = item.Wire,
        };

    private static JsonObject Message(string id, string role, string status, params JsonObject[] content) =>
        new()
        {
            ["id"] = id,
            ["type"] = "message",
            ["status"] = status,
            ["role"] = role,
            ["content"] = new JsonArray([.. content]),
        };
}

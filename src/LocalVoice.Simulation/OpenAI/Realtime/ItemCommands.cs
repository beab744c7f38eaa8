using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The client's events about items.</summary>
internal sealed class ItemCommands(EventSender sender, Conversation conversation)
{
    public async Task CreateAsync(JsonElement command, CancellationToken left)
    {
        var item = command.GetProperty("item");
        ParameterRule.OneOf("message", "function_call", "function_call_output").Check("item.type", Required(item, "item", "type"));
        var wire = JsonObject.Create(item)!;
        var id = (string?)wire["id"] ?? conversation.NewId();
        wire["id"] = id;
        wire["status"] = "completed";
        var created = new ConversationItem(id, wire) { Text = Text(item) };
        var previous = conversation.Add(created);
        await sender.SendAsync(Items.Added(created, previous), left).ConfigureAwait(false);
        await sender.SendAsync(Items.Done(created, previous), left).ConfigureAwait(false);
    }

    public Task TruncateAsync(JsonElement command, CancellationToken left)
    {
        var item = Find(command, "truncating", "item_truncate_invalid_item_id");
        var end = command.GetProperty("audio_end_ms").GetInt32();
        if (!item.IsAgent)
        {
            throw new RefusedException(new Refusal.Other("Only model output audio messages can be truncated", "item_id"));
        }

        // The words of a user's error of 2024-10-31, github.com/twilio-samples/speech-assistant-openai-realtime-api-python/issues/22.
        if (end > item.AudioDuration.TotalMilliseconds)
        {
            throw new RefusedException(
                new Refusal.Other($"Audio content of {item.AudioDuration.TotalMilliseconds:0}ms is already shorter than {end}ms")
            );
        }

        item.Text = "";
        item.AudioDuration = TimeSpan.FromMilliseconds(end);
        item.Become("incomplete", new JsonObject { ["type"] = "output_audio" });
        return sender.SendAsync(
            new JsonObject
            {
                ["type"] = "conversation.item.truncated",
                ["item_id"] = item.Id,
                ["content_index"] = 0,
                ["audio_end_ms"] = end,
            },
            left
        );
    }

    public Task DeleteAsync(JsonElement command, CancellationToken left)
    {
        var item = Find(command, "deleting", "item_delete_invalid_item_id");
        conversation.Remove(item);
        return sender.SendAsync(new JsonObject { ["type"] = "conversation.item.deleted", ["item_id"] = item.Id }, left);
    }

    public Task RetrieveAsync(JsonElement command, CancellationToken left)
    {
        var item = Find(command, "retrieving", "item_retrieve_invalid_item_id");
        return sender.SendAsync(new JsonObject { ["type"] = "conversation.item.retrieved", ["item"] = item.Wire }, left);
    }

    private ConversationItem Find(JsonElement command, string verb, string code) =>
        conversation.Find(command.GetProperty("item_id").GetString()!, verb, code);

    private static JsonElement Required(JsonElement value, string path, string name) =>
        value.TryGetProperty(name, out var found) ? found : throw new RefusedException(new Refusal.Missing($"{path}.{name}"));

    private static string Text(JsonElement item) =>
        item.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? string.Concat(content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : ""))
            : "";
}

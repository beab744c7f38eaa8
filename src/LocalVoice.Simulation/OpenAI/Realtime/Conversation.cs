using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The items of a session, in order. Thread-safe.</summary>
internal sealed class Conversation
{
    private readonly Lock _lock = new();
    private readonly List<ConversationItem> _items = [];
    private int _created;

    /// <summary>The agent has spoken.</summary>
    public bool HasAgentAudio
    {
        get
        {
            lock (_lock)
            {
                return _items.Any(item => item.AudioDuration > TimeSpan.Zero && item.IsAgent);
            }
        }
    }

    /// <summary>Null where there is none.</summary>
    public string? LastId
    {
        get
        {
            lock (_lock)
            {
                return _items.LastOrDefault()?.Id;
            }
        }
    }

    /// <summary>What the user said or wrote last; empty for nothing.</summary>
    public string LastUserText
    {
        get
        {
            lock (_lock)
            {
                return _items.LastOrDefault(item => item.IsUser)?.Text ?? "";
            }
        }
    }

    public string NewId() => $"item_simulated{Interlocked.Increment(ref _created):D4}";

    /// <returns>The id of the item before it; null for none.</returns>
    public string? Add(ConversationItem item)
    {
        lock (_lock)
        {
            var previous = _items.LastOrDefault()?.Id;
            _items.Add(item);
            return previous;
        }
    }

    /// <param name="verb">For the error: <c>truncating</c> and the like.</param>
    /// <exception cref="RefusedException">There is no such item.</exception>
    public ConversationItem Find(string id, string verb, string code)
    {
        lock (_lock)
        {
            return _items.Find(item => item.Id == id)
                ?? throw new RefusedException(
                    new Refusal.Other($"Error {verb} item: the item with id '{id}' does not exist.", "item_id", code)
                );
        }
    }

    public void Remove(ConversationItem item)
    {
        lock (_lock)
        {
            _items.Remove(item);
        }
    }
}

/// <summary>An item: what the service tells of it, and what it knows.</summary>
internal sealed class ConversationItem(string id, JsonObject wire)
{
    public string Id => id;

    /// <summary>A copy.</summary>
    public JsonObject Wire => (JsonObject)wire.DeepClone();

    public string Text { get; set; } = "";

    public TimeSpan AudioDuration { get; set; }

    public bool IsUser => (string?)wire["role"] == "user";

    public bool IsAgent => (string?)wire["role"] == "assistant";

    public void Become(string status, params JsonObject[] content)
    {
        wire["status"] = status;
        wire["content"] = new JsonArray([.. content]);
    }
}

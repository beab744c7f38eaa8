using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Conversation;

/// <summary>The items of one session, in order. Owned by the session's loop; not thread-safe.</summary>
internal sealed class ConversationHistory
{
    private readonly List<ConversationItem> _items = [];

    /// <summary>Increases with every change.</summary>
    public int Version { get; private set; }

    public string? LastId => _items.Count == 0 ? null : _items[^1].Id;

    public ConversationItem? Find(string id) => _items.Find(item => item.Id == id);

    /// <summary>Appends an item.</summary>
    /// <returns>The id of the preceding item, or null.</returns>
    public string? Add(ConversationItem item)
    {
        var previous = LastId;
        Version++;
        _items.Add(item);
        return previous;
    }

    /// <param name="afterId">Null: at the end; <see cref="ConversationItem.RootId"/>: at the beginning.</param>
    /// <returns>False when <paramref name="afterId"/> does not exist; nothing was added then.</returns>
    public bool TryInsert(ConversationItem item, string? afterId)
    {
        var index = afterId switch
        {
            null => _items.Count,
            ConversationItem.RootId => 0,
            _ => _items.FindIndex(other => other.Id == afterId) + 1,
        };
        if (index == 0 && afterId is not null and not ConversationItem.RootId)
        {
            return false;
        }

        Version++;
        _items.Insert(index, item);
        return true;
    }

    /// <returns>The id of the item before <paramref name="id"/>; null for the first item.</returns>
    public string? Before(string id)
    {
        var index = _items.FindIndex(item => item.Id == id);
        return index <= 0 ? null : _items[index - 1].Id;
    }

    public void Replace(ConversationItem item)
    {
        var index = _items.FindIndex(other => other.Id == item.Id);
        if (index >= 0)
        {
            Version++;
            _items[index] = item;
        }
    }

    public bool Remove(string id)
    {
        Version++;
        return _items.RemoveAll(item => item.Id == id) > 0;
    }

    /// <summary>The conversation as messages for the language model.</summary>
    /// <param name="userText">User text that is not in the history yet, appended last; null for none.</param>
    public List<ChatMessage> ToMessages(string instructions, string? userText)
    {
        var messages = new List<ChatMessage>(_items.Count + 2);
        if (!string.IsNullOrWhiteSpace(instructions))
        {
            messages.Add(new(ChatRole.System, instructions));
        }

        foreach (var item in _items)
        {
            if (!string.IsNullOrWhiteSpace(item.Text))
            {
                messages.Add(new(RoleOf(item.Role), item.Text));
            }
        }

        if (userText is not null)
        {
            messages.Add(new(ChatRole.User, userText));
        }

        return messages;
    }

    private static ChatRole RoleOf(ConversationRole role) =>
        role switch
        {
            ConversationRole.System => ChatRole.System,
            ConversationRole.User => ChatRole.User,
            _ => ChatRole.Assistant,
        };
}

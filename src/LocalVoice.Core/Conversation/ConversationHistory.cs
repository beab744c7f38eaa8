using System.Text;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Conversation;

/// <summary>
/// The items of one session, in order. Finding, adding and removing one takes the same time however many there are.
/// Owned by the session's loop; not thread-safe.
/// </summary>
internal sealed class ConversationHistory
{
    private readonly LinkedList<Entry> _entries = [];
    private readonly Dictionary<string, LinkedListNode<Entry>> _byId = new(StringComparer.Ordinal);

    /// <summary>Increases with every change.</summary>
    public int Version { get; private set; }

    public int Count => _byId.Count;

    /// <summary>Length of all texts in UTF-8.</summary>
    public long Bytes { get; private set; }

    public string? LastId => _entries.Last?.Value.Item.Id;

    /// <summary>The newest item that the language model reads; null for none.</summary>
    public ConversationItem? LastSaid
    {
        get
        {
            var node = _entries.Last;
            while (node?.Value.Item is ToolListItem)
            {
                node = node.Previous;
            }

            return node?.Value.Item;
        }
    }

    /// <summary>Whether the user or the agent has said anything.</summary>
    public bool HasBegun => _entries.Any(entry => entry.Item is MessageItem { Role: not ConversationRole.System });

    public ConversationItem? Find(string id) => _byId.GetValueOrDefault(id)?.Value.Item;

    /// <summary>Appends an item, in place of any that a client gave the same id.</summary>
    /// <param name="isTold">Whether the client knows of it yet; null: it is told at once.</param>
    /// <returns>As <see cref="Before"/>.</returns>
    public string? Add(ConversationItem item, Func<bool>? isTold = null)
    {
        Remove(item.Id);
        Note(_entries.AddLast(new Entry(item) { IsTold = isTold }));
        return Before(item.Id);
    }

    /// <param name="afterId">Null: at the end; <see cref="ConversationItem.RootId"/>: at the beginning.</param>
    /// <exception cref="KeyNotFoundException"><paramref name="afterId"/> does not exist; nothing was added.</exception>
    /// <returns>What the client is to be told.</returns>
    public ItemAdded Insert(ConversationItem item, string? afterId)
    {
        var before = afterId is null or ConversationItem.RootId ? null : _byId[afterId];
        Note(
            before is not null ? _entries.AddAfter(before, new Entry(item))
            : afterId is null ? _entries.AddLast(new Entry(item))
            : _entries.AddFirst(new Entry(item))
        );
        var next = _byId[item.Id].Next?.Value;
        return new(item, Before(item.Id)) { NextUntoldItemId = next?.IsTold?.Invoke() is false ? next.Value.Item.Id : null };
    }

    /// <returns>The id of the item before <paramref name="id"/>, of those that the client knows; null for the first.</returns>
    public string? Before(string id)
    {
        var node = _byId.GetValueOrDefault(id)?.Previous;
        while (node?.Value.IsTold?.Invoke() is false)
        {
            node = node.Previous;
        }

        return node?.Value.Item.Id;
    }

    /// <param name="afterId">Only before the place after this item, as in <see cref="Insert"/>.</param>
    public bool HasCall(string callId, string? afterId = null)
    {
        var node = afterId switch
        {
            null => _entries.Last,
            ConversationItem.RootId => null,
            _ => _byId.GetValueOrDefault(afterId),
        };
        while (node is not null && (node.Value.Item as FunctionCallItem)?.CallId != callId)
        {
            node = node.Previous;
        }

        return node is not null;
    }

    public bool HasOutput(string callId) => _entries.Any(entry => (entry.Item as FunctionOutputItem)?.CallId == callId);

    public void Replace(ConversationItem item)
    {
        if (_byId.TryGetValue(item.Id, out var node))
        {
            Version++;
            Bytes -= node.Value.Bytes;
            node.Value = new Entry(item) { Message = node.Value.Message, IsTold = node.Value.IsTold };
            Bytes += node.Value.Bytes;
        }
    }

    /// <returns>What the client is to be told; null when there is no such item.</returns>
    public ItemDeleted? Delete(string id)
    {
        var previous = Before(id);
        return Remove(id) ? new(id) { PreviousItemId = previous } : null;
    }

    public bool Remove(string id)
    {
        if (!_byId.Remove(id, out var node))
        {
            return false;
        }

        Version++;
        Bytes -= node.Value.Bytes;
        _entries.Remove(node);
        return true;
    }

    /// <summary>
    /// Removes the oldest items until the rest is within the limits, or nothing is left to remove. Kept are what the
    /// system says, what is still being said, and one item more.
    /// </summary>
    /// <param name="kept">The item that caused it, which may exceed the limits by itself.</param>
    /// <returns>The removed items, oldest first.</returns>
    public IReadOnlyList<ItemDeleted> DropOldest(ConversationOptions limits, string kept)
    {
        List<ItemDeleted> dropped = [];
        for (var node = _entries.First; node is not null && (Count > limits.MaxItems || Bytes > limits.MaxBytes); )
        {
            var (item, next) = (node.Value.Item, node.Next);
            if (
                item is not MessageItem { Role: ConversationRole.System }
                && item.Status != ConversationItemStatus.InProgress
                && item.Id != kept
            )
            {
                dropped.Add(Delete(item.Id)!);
            }

            node = next;
        }

        return dropped;
    }

    /// <summary>Two items of the user's are one message for the language model.</summary>
    /// <param name="id">The second item.</param>
    /// <param name="goesOn">The item before; it, and what it goes on itself, is left out.</param>
    /// <param name="text">What was understood of both.</param>
    public void Join(string id, string goesOn, string text)
    {
        if (_byId.TryGetValue(id, out var node))
        {
            Version++;
            node.Value = node.Value with { Message = new(goesOn, text) };
        }
    }

    /// <summary>What the language model reads of an item, and words after it.</summary>
    public string Whole(string id, string words) =>
        _byId.GetValueOrDefault(id)?.Value is { } entry && (entry.Message?.Text ?? entry.Item.Text) is { Length: > 0 } before
            ? $"{before} {words}"
            : words;

    /// <summary>The conversation as messages for the language model.</summary>
    /// <param name="userText">User text that is not in the history yet, appended last; null for none.</param>
    /// <param name="goesOn">The item that <paramref name="userText"/> goes on, which is left out; null for none.</param>
    public List<ChatMessage> ToMessages(string instructions, string? userText, string? goesOn = null)
    {
        var prompt = new PromptMessages(instructions, _entries.Select(entry => entry.Item));
        var leftOut = LeftOut(goesOn);
        foreach (var (item, _, message) in _entries)
        {
            if (!leftOut.Contains(item.Id))
            {
                prompt.Add(item, message is not null && _byId.ContainsKey(message.GoesOn) ? message.Text : item.Text);
            }
        }

        return prompt.End(userText);
    }

    /// <summary>Some items as messages for the language model.</summary>
    /// <param name="input">References to items that are no longer there count for nothing.</param>
    public List<ChatMessage> MessagesOf(string instructions, IReadOnlyList<ConversationItem> input)
    {
        ConversationItem[] items = [.. input.Select(item => item is ItemReference ? Find(item.Id) : item).OfType<ConversationItem>()];
        var prompt = new PromptMessages(instructions, items);
        foreach (var item in items)
        {
            prompt.Add(item, item.Text);
        }

        return prompt.End(userText: null);
    }

    /// <summary>Items that others contain, and what the agent said amid them.</summary>
    private HashSet<string> LeftOut(string? goesOn)
    {
        HashSet<string> leftOut = [.. _entries.Select(entry => entry.Message?.GoesOn).OfType<string>()];
        for (var id = goesOn; id is not null; id = _byId.GetValueOrDefault(id)?.Value.Message?.GoesOn)
        {
            leftOut.Add(id);
        }

        foreach (var id in leftOut.ToArray())
        {
            for (
                var node = _byId.GetValueOrDefault(id)?.Next;
                node?.Value.Item is MessageItem { Role: ConversationRole.Agent } cut;
                node = node.Next
            )
            {
                leftOut.Add(cut.Id);
            }
        }

        return leftOut;
    }

    private void Note(LinkedListNode<Entry> node)
    {
        Version++;
        Bytes += node.Value.Bytes;
        _byId.Add(node.Value.Item.Id, node);
    }

    /// <summary>An item and the length of its text.</summary>
    /// <param name="Message">What the language model reads instead, of an item that goes on the one before; else null.</param>
    private readonly record struct Entry(ConversationItem Item, int Bytes, JoinedMessage? Message)
    {
        /// <summary>Whether the client knows of it; null: it does.</summary>
        public Func<bool>? IsTold { get; init; }

        public Entry(ConversationItem item)
            : this(item, item.Text is { } text ? Encoding.UTF8.GetByteCount(text) : 0, null) { }
    }

    private sealed record JoinedMessage(string GoesOn, string Text);
}

using LocalVoice.Store.Records;

namespace LocalVoice.Store.Writing;

/// <summary>What waits to be written.</summary>
internal abstract record StoreEntry(OpenConversation Conversation)
{
    /// <summary>Bytes that it holds in memory, about.</summary>
    public virtual long Bytes => 128;
}

internal sealed record ConversationBegun(OpenConversation Conversation) : StoreEntry(Conversation);

/// <param name="Ordinal">Within the conversation, from 1.</param>
internal sealed record RecordMade(OpenConversation Conversation, int Ordinal, DateTimeOffset At, RecordBody Body) : StoreEntry(Conversation)
{
    public override long Bytes => base.Bytes + Body.Bytes;
}

internal sealed record ConversationEnded(OpenConversation Conversation, DateTimeOffset At) : StoreEntry(Conversation);

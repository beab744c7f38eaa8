using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Writes events about conversation items, except the agent's responses.</summary>
internal static class ItemEvents
{
    /// <summary>False when the event is not one of these.</summary>
    public static bool TryWrite(EventBatch batch, SessionEvent happening)
    {
        switch (happening)
        {
            case ItemAdded added:
                WritePlaced(batch, "conversation.item.added", added.PreviousItemId, added.Item);
                WritePlaced(batch, "conversation.item.done", added.PreviousItemId, added.Item);
                return true;
            case ItemRetrieved retrieved:
                var json = batch.Begin("conversation.item.retrieved");
                ItemJson.Write(json, "item"u8, retrieved.Item);
                batch.End();
                return true;
            case ItemDeleted deleted:
                batch.Begin("conversation.item.deleted").WriteString("item_id"u8, deleted.ItemId);
                batch.End();
                return true;
            case ItemTruncated truncated:
                Write(batch, truncated);
                return true;
            default:
                return false;
        }
    }

    /// <summary>An item event with the preceding item's id.</summary>
    public static void WritePlaced(EventBatch batch, string type, string? previousItemId, ConversationItem item)
    {
        var json = batch.Begin(type);
        json.WriteString("previous_item_id"u8, previousItemId == ConversationItem.RootId ? null : previousItemId);
        ItemJson.Write(json, "item"u8, item);
        batch.End();
    }

    private static void Write(EventBatch batch, ItemTruncated truncated)
    {
        var json = batch.Begin("conversation.item.truncated");
        json.WriteString("item_id"u8, truncated.ItemId);
        json.WriteNumber("content_index"u8, truncated.ContentIndex);
        json.WriteNumber("audio_end_ms"u8, (long)truncated.AudioEnd.TotalMilliseconds);
        batch.End();
    }
}

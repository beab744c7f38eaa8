using System.Text;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Conversation;

/// <summary>Why an item that a client adds is not taken.</summary>
/// <param name="Param">The field at fault.</param>
internal sealed record ItemRefusal(string Code, string Message, string Param)
{
    private const string Full = "conversation_above_max_length";

    /// <returns>Null for an item that the conversation has room for.</returns>
    public static ItemRefusal? Of(ConversationItem item, ConversationHistory history, ConversationOptions limits)
    {
        var text = item.Text ?? "";
        if (TextLimit.OfItem(limits).Refusal("item.content", text) is { } tooLong)
        {
            return new(TextLimit.ErrorCode, tooLong, "item.content");
        }

        if (OfCount(history, limits) is { } full)
        {
            return full;
        }

        var bytes = history.Bytes + Encoding.UTF8.GetByteCount(text);
        return bytes <= limits.MaxBytes
            ? null
            : new(
                Full,
                $"With this item the conversation has {bytes} bytes of UTF-8; at most {limits.MaxBytes} are kept: delete items, "
                    + $"or raise {ConversationOptions.Section}:{nameof(limits.MaxBytes)}.",
                "item.content"
            );
    }

    /// <returns>Null for an id that the conversation does not have.</returns>
    public static ItemRefusal? OfId(string id, ConversationHistory history) =>
        history.Find(id) is null ? null : new("item_create_invalid_item_id", $"The conversation already has an item '{id}'.", "item.id");

    /// <param name="afterId">As in <see cref="CreateItem"/>.</param>
    /// <returns>Null for a place that there is.</returns>
    public static ItemRefusal? OfPlace(string? afterId, ConversationHistory history) =>
        afterId is null or ConversationItem.RootId || history.Find(afterId) is not null
            ? null
            : new("item_create_invalid_previous_item_id", $"The conversation has no item '{afterId}'.", "previous_item_id");

    /// <summary>A result belongs to a call before it, which has no other; a call has an id of its own.</summary>
    /// <param name="afterId">As in <see cref="CreateItem"/>.</param>
    /// <returns>Null for any other item too.</returns>
    public static ItemRefusal? OfCall(ConversationItem item, string? afterId, ConversationHistory history)
    {
        return item switch
        {
            FunctionCallItem { CallId: var id } when history.HasCall(id) => Refused($"The conversation already has a call '{id}'."),
            FunctionOutputItem { CallId: var id } when !history.HasCall(id, afterId) => Refused(
                $"Tool call ID '{id}' not found in conversation: the call comes before its output."
            ),
            FunctionOutputItem { CallId: var id } when history.HasOutput(id) => Refused($"The call '{id}' has its output already."),
            _ => null,
        };

        static ItemRefusal Refused(string message) => new("invalid_tool_call_id", message, "item.call_id");
    }

    /// <returns>Null while the conversation has room for another item.</returns>
    public static ItemRefusal? OfCount(ConversationHistory history, ConversationOptions limits) =>
        history.Count < limits.MaxItems
            ? null
            : new(
                Full,
                $"The conversation has {history.Count} items; at most {limits.MaxItems} are kept: delete some, "
                    + $"or raise {ConversationOptions.Section}:{nameof(limits.MaxItems)}.",
                "item"
            );
}

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

        if (history.Count >= limits.MaxItems)
        {
            return new(
                Full,
                $"The conversation has {history.Count} items; at most {limits.MaxItems} are kept: delete some, "
                    + $"or raise {ConversationOptions.Section}:{nameof(limits.MaxItems)}.",
                "item"
            );
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
}

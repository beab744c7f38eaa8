using System.Text;

namespace LocalVoice.Core.Conversation;

/// <summary>The longest text that a client may give for one field.</summary>
/// <param name="Bytes">Of UTF-8.</param>
/// <param name="Setting">The option that sets it, by its whole key.</param>
public readonly record struct TextLimit(int Bytes, string Setting)
{
    /// <summary>OpenAI's code for a text that is too long.</summary>
    public const string ErrorCode = "string_above_max_length";

    public static TextLimit OfItem(ConversationOptions options) =>
        new(options.MaxItemBytes, $"{ConversationOptions.Section}:{nameof(ConversationOptions.MaxItemBytes)}");

    public static TextLimit OfInstructions(ConversationOptions options) =>
        new(options.MaxInstructionsBytes, $"{ConversationOptions.Section}:{nameof(ConversationOptions.MaxInstructionsBytes)}");

    /// <returns>The refusal of a text that is too long, without its words; null for one that is not.</returns>
    /// <param name="field">The field's path: <c>item.content</c>.</param>
    public string? Refusal(string field, string text)
    {
        // UTF-8 has one to three bytes for each UTF-16 unit.
        if (text.Length <= Bytes / 3 || Encoding.UTF8.GetByteCount(text) is var found && found <= Bytes)
        {
            return null;
        }

        return $"'{field}' has {found} bytes of UTF-8; at most {Bytes} are taken: shorten it, or raise {Setting}.";
    }
}

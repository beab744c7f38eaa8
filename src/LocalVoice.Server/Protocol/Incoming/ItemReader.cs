using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads an item that a client adds to the conversation: a message of typed or transcribed text.</summary>
internal static class ItemReader
{
    public static ConversationItem Read(EventField item, ConversationOptions limits)
    {
        var type = item["type"];
        if (type.Text() != "message")
        {
            throw type.NotOneOf("message");
        }

        var role = ReadRole(item["role"]);
        var content = item["content"];
        var parts = content.Items().Select(part => ReadPart(part, role)).ToArray();
        if (parts.Length == 0)
        {
            throw content.IsAbsent
                ? new ProtocolException("missing_required_parameter", $"Missing required parameter: '{content.Path}'.", content.Path)
                : content.Invalid("Expected at least one part.");
        }

        return new ConversationItem(
            item["id"].TextOrNull(FieldLimits.Id) ?? $"item_{Guid.NewGuid():N}",
            role,
            content.Require(string.Join('\n', parts.Select(part => part.Text)), TextLimit.OfItem(limits)),
            parts.Any(part => part.Spoken),
            ConversationItemStatus.Completed
        );
    }

    private static ConversationRole ReadRole(EventField role) =>
        role.Text() switch
        {
            "system" => ConversationRole.System,
            "user" => ConversationRole.User,
            "assistant" => ConversationRole.Agent,
            _ => throw role.NotOneOf("system", "user", "assistant"),
        };

    private static (string Text, bool Spoken) ReadPart(EventField part, ConversationRole role)
    {
        var type = part["type"];
        return (type.Text(), role) switch
        {
            ("input_text", ConversationRole.System or ConversationRole.User) => (part["text"].Text(), false),
            ("input_audio", ConversationRole.User) => (Transcript(part), true),
            ("output_text" or "text", ConversationRole.Agent) => (part["text"].Text(), false),
            ("output_audio" or "audio", ConversationRole.Agent) => (Transcript(part), true),
            (_, ConversationRole.System) => throw type.NotOneOf("input_text"),
            (_, ConversationRole.User) => throw type.NotOneOf("input_text", "input_audio"),
            _ => throw type.NotOneOf("output_text", "output_audio"),
        };
    }

    /// <summary>Recorded audio enters only through the input buffer: an audio item needs its transcript.</summary>
    private static string Transcript(EventField part) => part["transcript"].Text();
}

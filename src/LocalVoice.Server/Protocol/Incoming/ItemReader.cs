using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads an item that a client adds to the conversation: a message with its words, a call, its result or its approval.</summary>
internal static class ItemReader
{
    public const string Reference = "item_reference";

    private const string Message = "message";
    private const string Call = "function_call";
    private const string Output = "function_call_output";
    private const string Approval = "mcp_approval_response";

    public static ConversationItem Read(EventField item, ConversationOptions limits)
    {
        var type = item["type"];
        return type.Text() switch
        {
            Message => ReadMessage(item, limits),
            Call => new FunctionCallItem(
                IdOf(item),
                item["call_id"].Text(FieldLimits.Id),
                item["name"].Text(FieldLimits.ToolName),
                ReadArguments(item["arguments"], limits),
                ConversationItemStatus.Completed
            ),
            Output => new FunctionOutputItem(
                IdOf(item),
                item["call_id"].Text(FieldLimits.Id),
                item["output"].Text(TextLimit.OfItem(limits))
            ),
            Approval => new ApprovalResponseItem(
                IdOf(item),
                item["approval_request_id"].Text(FieldLimits.Id),
                ReadApprove(item["approve"]),
                item["reason"].TextOrNull(FieldLimits.ErrorText)
            ),
            _ => throw type.NotOneOf(Message, Call, Output, Approval),
        };
    }

    private static bool ReadApprove(EventField approve) =>
        approve.IsAbsent
            ? throw new ProtocolException("missing_required_parameter", $"Missing required parameter: '{approve.Path}'.", approve.Path)
            : approve.Flag(absent: false);

    private static string ReadArguments(EventField arguments, ConversationOptions limits)
    {
        var text = arguments.Text(TextLimit.OfItem(limits));
        CallArguments.Read(arguments);
        return text;
    }

    /// <summary>An item of a response's input: one of the client's, or the name of one of the conversation's.</summary>
    public static ConversationItem ReadInput(EventField item, ConversationOptions limits) =>
        item["type"].Text() == Reference ? new ItemReference(item["id"].Text(FieldLimits.Id)) : Read(item, limits);

    public static string IdOf(EventField item) =>
        item["id"].TextOrNull(FieldLimits.Id) is { Length: > 0 } id ? id : $"item_{Guid.NewGuid():N}";

    private static MessageItem ReadMessage(EventField item, ConversationOptions limits)
    {
        var role = ReadRole(item["role"]);
        var content = item["content"];
        var parts = content.Items().Select(part => ReadPart(part, role)).ToArray();
        if (parts.Length == 0)
        {
            throw content.IsAbsent
                ? new ProtocolException("missing_required_parameter", $"Missing required parameter: '{content.Path}'.", content.Path)
                : content.Invalid("Expected at least one part.");
        }

        return new MessageItem(
            IdOf(item),
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
            ("input_image", ConversationRole.User) => throw new ProtocolException(
                "unsupported_content",
                "No vision model is configured: this server reads text and speech.",
                type.Path
            ),
            (_, ConversationRole.System) => throw type.NotOneOf("input_text"),
            (_, ConversationRole.User) => throw type.NotOneOf("input_text", "input_audio"),
            _ => throw type.NotOneOf("output_text", "output_audio"),
        };
    }

    /// <summary>What the agent has said, or the user among other parts, needs its transcript.</summary>
    private static string Transcript(EventField part) =>
        part["transcript"].IsAbsent && !part["audio"].IsAbsent
            ? throw part["audio"]
                .Invalid("A recording without a transcript is an item of its own: add it with conversation.item.create, and refer to it.")
            : part["transcript"].Text();
}

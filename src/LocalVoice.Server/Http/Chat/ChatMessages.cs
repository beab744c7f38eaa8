using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Chat;

/// <summary>Reads <c>messages</c> of a chat completion.</summary>
internal static class ChatMessages
{
    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    /// <exception cref="ApiException">A content is no text.</exception>
    public static List<ChatMessage> Read(EventField messages)
    {
        List<ChatMessage> read = [.. messages.Items().Select(ReadOne)];
        return read.Count > 0 ? CallOutputs.Require(read, messages)
            : messages.IsAbsent
                ? throw new ProtocolException(
                    "missing_required_parameter",
                    $"Missing required parameter: '{messages.Path}'.",
                    messages.Path
                )
            : throw messages.Invalid("Expected at least one message.");
    }

    private static ChatMessage ReadOne(EventField message)
    {
        var content = message["content"];
        return message["role"].Text() switch
        {
            "system" or "developer" => new(ChatRole.System, TextContents.Read(content, "text")),
            "user" => new(ChatRole.User, TextContents.Read(content, "text")),
            "assistant" => ReadAssistant(message),
            "tool" => new(
                ChatRole.Tool,
                [new FunctionResultContent(message["tool_call_id"].Text(FieldLimits.Id), TextContents.Read(content, "text"))]
            ),
            "function" => throw ApiException.Unsupported(message["role"].Path, "Use the role 'tool', and 'tool_calls' for the call."),
            _ => throw message["role"].NotOneOf("system", "developer", "user", "assistant", "tool"),
        };
    }

    private static ChatMessage ReadAssistant(EventField message)
    {
        var (content, calls) = (message["content"], message["tool_calls"]);
        var read = new ChatMessage(ChatRole.Assistant, []);
        if (!content.IsAbsent || calls.IsAbsent)
        {
            read.Contents.Add(new TextContent(TextContents.Read(content, "text", "refusal")));
        }

        foreach (var call in calls.Items())
        {
            if (!call["type"].IsAbsent && call["type"].Text() != "function")
            {
                throw call["type"].NotOneOf("function");
            }

            var function = call["function"];
            read.Contents.Add(
                new FunctionCallContent(
                    call["id"].Text(FieldLimits.Id),
                    function["name"].Text(FieldLimits.Id),
                    CallArguments.Read(function["arguments"])
                )
            );
        }

        return read;
    }
}

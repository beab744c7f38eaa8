using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Responses;

/// <summary>Reads <c>input</c> of a request for a response: a text, or items.</summary>
internal static class InputItems
{
    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    /// <exception cref="ApiException">An item is of a kind that this server cannot use.</exception>
    public static List<ChatMessage> Read(EventField input)
    {
        if (input.IsString || input.IsAbsent)
        {
            return [new(ChatRole.User, input.Text())];
        }

        List<ChatMessage> messages = [.. input.Items().Select(ReadOne).OfType<ChatMessage>()];
        return messages.Count > 0 ? CallOutputs.Require(messages, input) : throw input.Invalid("Expected at least one message.");
    }

    /// <returns>Null for an item that only the service that made it can read.</returns>
    private static ChatMessage? ReadOne(EventField item) =>
        (item["type"].TextOrNull() ?? "message") switch
        {
            "message" => ReadMessage(item),
            "function_call" => new(
                ChatRole.Assistant,
                [
                    new FunctionCallContent(
                        item["call_id"].Text(FieldLimits.Id),
                        item["name"].Text(FieldLimits.Id),
                        CallArguments.Read(item["arguments"])
                    ),
                ]
            ),
            "function_call_output" => new(
                ChatRole.Tool,
                [new FunctionResultContent(item["call_id"].Text(FieldLimits.Id), TextContents.Read(item["output"], "input_text"))]
            ),
            "reasoning" => null,
            "item_reference" => throw ApiException.Unsupported(
                item.Path,
                "This server stores no responses, so set store: false and send the item itself. In @ai-sdk/openai that is "
                    + "providerOptions: { openai: { store: false } }."
            ),
            _ => throw item["type"].NotOneOf("message", "function_call", "function_call_output", "reasoning"),
        };

    private static ChatMessage ReadMessage(EventField item) =>
        item["role"].Text() switch
        {
            "system" or "developer" => new(ChatRole.System, TextContents.Read(item["content"], "input_text")),
            "user" => new(ChatRole.User, TextContents.Read(item["content"], "input_text")),
            "assistant" => new(ChatRole.Assistant, TextContents.Read(item["content"], "output_text", "input_text", "refusal")),
            _ => throw item["role"].NotOneOf("system", "developer", "user", "assistant"),
        };
}

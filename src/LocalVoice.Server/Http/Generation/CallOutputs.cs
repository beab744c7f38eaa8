using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Generation;

/// <summary>Every output of a tool belongs to a call before it, which has no other.</summary>
internal static class CallOutputs
{
    /// <exception cref="ProtocolException">An output has no such call, or the call has two.</exception>
    public static List<ChatMessage> Require(List<ChatMessage> messages, EventField field)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var content in messages.SelectMany(message => message.Contents))
        {
            if (content is FunctionCallContent call)
            {
                open.Add(call.CallId);
            }
            else if (content is FunctionResultContent output && !open.Remove(output.CallId))
            {
                throw field.Invalid($"No tool call found for the output with call id '{output.CallId}': the call comes before it.");
            }
        }

        return messages;
    }
}

using System.Text.Json;
using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Testing.Fakes;

/// <summary>What the language model was asked.</summary>
public sealed record FakeChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, ChatPriority Priority)
{
    /// <summary>
    /// The messages as <c>role: text</c>, one per line; calls as <c>name({…})</c>, results as <c>id = …</c>.
    /// </summary>
    public string Prompt => string.Join('\n', Messages.Select(message => $"{message.Role}: {string.Join(' ', Parts(message))}"));

    private static IEnumerable<string> Parts(ChatMessage message) =>
        message.Contents.Select(content =>
            content switch
            {
                FunctionCallContent call => $"{call.Name}({JsonSerializer.Serialize(call.Arguments)})",
                FunctionResultContent result => $"{result.CallId} = {result.Result}",
                _ => content.ToString() ?? "",
            }
        );
}

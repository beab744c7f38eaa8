using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Testing.Fakes;

/// <summary>What the language model was asked.</summary>
public sealed record FakeChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, ChatPriority Priority)
{
    /// <summary>The messages as <c>role: text</c>, one per line.</summary>
    public string Prompt => string.Join('\n', Messages.Select(message => $"{message.Role}: {message.Text}"));
}

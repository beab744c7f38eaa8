using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>Optional beside <see cref="IChatClient"/>: puts a prompt's beginning into the engine's cache ahead of need.</summary>
public interface IPromptPrefill
{
    /// <summary>Prefills <paramref name="messages"/> for a conversation. Work with a higher priority goes first.</summary>
    /// <param name="conversationId">As in <see cref="ChatOptions.ConversationId"/>.</param>
    /// <param name="messages">The conversation so far; the last message may be the beginning of one.</param>
    ValueTask PrefillAsync(string conversationId, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken);

    /// <summary>The conversation is over: its cache may serve others.</summary>
    void Release(string conversationId);
}

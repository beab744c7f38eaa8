using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>Optional beside <see cref="IChatClient"/>: computes a prompt's beginning into the engine's cache in advance.</summary>
public interface IPromptPrefill
{
    /// <summary>Prefills <paramref name="messages"/> for a conversation. Requests of higher priority are served first.</summary>
    /// <param name="conversationId">As in <see cref="ChatOptions.ConversationId"/>.</param>
    /// <param name="messages">The conversation so far; the last message may be incomplete.</param>
    ValueTask PrefillAsync(string conversationId, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken);

    /// <summary>The conversation has ended: its cache may be reused.</summary>
    void Release(string conversationId);
}

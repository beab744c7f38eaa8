using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>Optional beside <see cref="IChatClient"/>: computes a prompt's beginning into the engine's cache in advance.</summary>
public interface IPromptPrefill
{
    /// <summary>
    /// Prefills the beginning of the prompt that a request with these arguments would have. Requests of higher priority are
    /// served first.
    /// </summary>
    /// <param name="messages">The conversation so far; the last message may be incomplete.</param>
    /// <param name="options">
    /// As of the request to come: with another <see cref="ChatOptions.MaxOutputTokens"/>, or other instructions or tools, its
    /// prompt may begin otherwise. <see cref="ChatOptions.ConversationId"/> must be given.
    /// </param>
    ValueTask PrefillAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken);

    /// <summary>The conversation has ended: its cache may be reused.</summary>
    void Release(string conversationId);
}

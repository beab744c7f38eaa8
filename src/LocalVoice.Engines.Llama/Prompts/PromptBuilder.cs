using LLama.Native;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Builds prompt tokens from messages. Thread-safe.</summary>
internal sealed class PromptBuilder(ConversationReader reader, PromptFitter fitter, ConversationFrames frames, LlamaMetrics metrics)
{
    /// <exception cref="RequestRefusedException">The instructions do not fit, or a message has content other than text.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public FittedPrompt ForResponse(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        int responseTokens,
        CancellationToken cancellationToken
    )
    {
        var frame = ConversationFrame.Of(options);
        frames.Remember(options?.ConversationId, frame);
        return Fit(messages, frame, responseTokens, PromptEnding.Response, cancellationToken);
    }

    /// <summary>The known beginning of the next prompt; starts as the conversation's last request did.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public LLamaToken[] ForPrefill(
        IReadOnlyList<ChatMessage> messages,
        string conversationId,
        int responseTokens,
        CancellationToken cancellationToken
    ) => Fit(messages, frames.Of(conversationId), responseTokens, PromptEnding.Open, cancellationToken).Tokens;

    public void Evict(string conversationId) => frames.Evict(conversationId);

    private FittedPrompt Fit(
        IReadOnlyList<ChatMessage> messages,
        ConversationFrame frame,
        int responseTokens,
        PromptEnding ending,
        CancellationToken cancellationToken
    )
    {
        var fitted = fitter.Fit(reader.Read(messages, frame), responseTokens, ending, cancellationToken);
        if (ending == PromptEnding.Response)
        {
            metrics.DroppedTurns.Add(fitted.DroppedTurns);
            metrics.DroppedSystemMessages.Add(fitted.DroppedPinned);
        }

        return fitted;
    }
}

using LLama.Native;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Builds prompt tokens from messages. Thread-safe.</summary>
internal sealed class PromptBuilder(ConversationReader reader, PromptFitter fitter, LlamaMetrics metrics)
{
    /// <exception cref="RequestRefusedException">The instructions do not fit, or a message has content other than text.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public FittedPrompt ForResponse(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        int responseTokens,
        CancellationToken cancellationToken
    ) => Fit(messages, options, responseTokens, PromptEnding.Response, cancellationToken);

    /// <summary>The known beginning of the prompt that <see cref="ForResponse"/> gives when the last message is complete.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public LLamaToken[] ForPrefill(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        int responseTokens,
        CancellationToken cancellationToken
    ) => Fit(messages, options, responseTokens, PromptEnding.Open, cancellationToken).Tokens;

    private FittedPrompt Fit(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        int responseTokens,
        PromptEnding ending,
        CancellationToken cancellationToken
    )
    {
        var conversation = reader.Read(messages, ConversationFrame.Of(options));
        var fitted = fitter.Fit(conversation, responseTokens, ending, cancellationToken);
        if (ending == PromptEnding.Response)
        {
            metrics.DroppedTurns.Add(fitted.DroppedTurns);
            metrics.DroppedSystemMessages.Add(fitted.DroppedPinned);
        }

        return fitted;
    }
}

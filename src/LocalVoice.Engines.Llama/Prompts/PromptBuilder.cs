using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Builds prompt tokens from messages. Thread-safe.</summary>
internal sealed class PromptBuilder(ConversationReader reader, PromptFitter fitter, LlamaMetrics metrics)
{
    /// <exception cref="RequestRefusedException">The instructions do not fit, or a message has content other than text.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public FittedPrompt ForResponse(
        IReadOnlyList<ChatMessage> messages,
        string? instructions,
        ToolRequest tools,
        int responseTokens,
        Truncation truncation,
        CancellationToken cancellationToken
    )
    {
        var conversation = reader.Read(messages, new(instructions, tools));
        var fitted = fitter.Fit(conversation, responseTokens, PromptEnding.In(tools.Opening), truncation, cancellationToken);
        metrics.DroppedTurns.Add(fitted.DroppedTurns);
        metrics.DroppedSystemMessages.Add(fitted.DroppedPinned);
        return fitted;
    }

    /// <summary>The known beginning of the prompt that <see cref="ForResponse"/> gives when the last message is complete.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; noticed between two turns of the conversation.</exception>
    public LLamaToken[] ForPrefill(
        IReadOnlyList<ChatMessage> messages,
        string? instructions,
        ToolRequest tools,
        int responseTokens,
        Truncation truncation,
        CancellationToken cancellationToken
    ) =>
        fitter
            .Fit(reader.Read(messages, new(instructions, tools)), responseTokens, PromptEnding.Open, truncation, cancellationToken)
            .Tokens;
}

using LLama.Native;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Builds prompt tokens from messages. Thread-safe.</summary>
internal sealed class PromptBuilder(ConversationReader reader, PromptFitter fitter, ConversationFrames frames, LlamaMetrics metrics)
{
    /// <exception cref="EngineException">The instructions do not fit, or a message has content other than text.</exception>
    public LLamaToken[] ForResponse(IReadOnlyList<ChatMessage> messages, ChatOptions? options, int responseTokens)
    {
        var frame = ConversationFrame.Of(options);
        frames.Remember(options?.ConversationId, frame);
        return Fit(messages, frame, responseTokens, PromptEnding.Response);
    }

    /// <summary>The known beginning of the next prompt; starts as the conversation's last request did.</summary>
    public LLamaToken[] ForPrefill(IReadOnlyList<ChatMessage> messages, string conversationId, int responseTokens) =>
        Fit(messages, frames.Of(conversationId), responseTokens, PromptEnding.Open);

    public void Evict(string conversationId) => frames.Evict(conversationId);

    private LLamaToken[] Fit(IReadOnlyList<ChatMessage> messages, ConversationFrame frame, int responseTokens, PromptEnding ending)
    {
        var fitted = fitter.Fit(reader.Read(messages, frame), responseTokens, ending);
        if (ending == PromptEnding.Response)
        {
            metrics.DroppedTurns.Add(fitted.DroppedTurns);
        }

        return fitted.Tokens;
    }
}

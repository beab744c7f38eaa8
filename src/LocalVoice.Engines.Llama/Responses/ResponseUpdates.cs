using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Scheduling;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>The updates of one response, with a common id.</summary>
internal sealed class ResponseUpdates(string model, TimeProvider time)
{
    private readonly string _id = $"llama-{Guid.NewGuid():N}";

    public ChatResponseUpdate Of(AIContent content) => Update([content]);

    /// <summary>The last update: finish reason and usage.</summary>
    public ChatResponseUpdate Last(ResponseRequest request, ResponseText text, int outputTokens, int droppedSystemMessages)
    {
        var usage = new UsageDetails
        {
            InputTokenCount = request.Prompt.Length,
            CachedInputTokenCount = request.CachedTokens,
            OutputTokenCount = outputTokens,
            TotalTokenCount = request.Prompt.Length + outputTokens,
        };
        var update = Update([new UsageContent(usage.WithDroppedSystemMessages(droppedSystemMessages))]);
        update.FinishReason = text switch
        {
            { CalledTools: true } => ChatFinishReason.ToolCalls,
            { Stopped: true } => ChatFinishReason.Stop,
            _ => request.End == ResponseEnd.Length ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
        return update;
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents)
        {
            ResponseId = _id,
            MessageId = _id,
            ModelId = model,
            CreatedAt = time.GetUtcNow(),
        };
}

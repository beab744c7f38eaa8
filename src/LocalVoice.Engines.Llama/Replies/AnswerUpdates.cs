using LocalVoice.Engines.Llama.Scheduling;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Replies;

/// <summary>The updates of one answer, under one id.</summary>
internal sealed class AnswerUpdates(string model, TimeProvider time)
{
    private readonly string _id = $"llama-{Guid.NewGuid():N}";

    public ChatResponseUpdate Of(AIContent content) => Update([content]);

    /// <summary>The last one: why the answer ended, and what it took.</summary>
    public ChatResponseUpdate Last(ReplyRequest request, AnswerText text, int outputTokens)
    {
        var usage = new UsageDetails
        {
            InputTokenCount = request.Prompt.Length,
            CachedInputTokenCount = request.CachedTokens,
            OutputTokenCount = outputTokens,
            TotalTokenCount = request.Prompt.Length + outputTokens,
        };
        var update = Update([new UsageContent(usage)]);
        update.FinishReason = text switch
        {
            { CalledTools: true } => ChatFinishReason.ToolCalls,
            { Stopped: true } => ChatFinishReason.Stop,
            _ => request.End == ReplyEnd.Length ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
        return update;
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = model,
        CreatedAt = time.GetUtcNow(),
    };
}

using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Scheduling;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>
/// The updates of one response, with a common id. Each tells the usage that has come since the one before, as whoever joins
/// updates adds it up: so a response that is cancelled has told what it took. One response, one thread.
/// </summary>
internal sealed class ResponseUpdates(string model, TimeProvider time)
{
    private readonly string _id = $"llama-{Guid.NewGuid():N}";
    private int _counted;

    /// <summary>The first update: the prompt.</summary>
    public ChatResponseUpdate First(ResponseRequest request, int droppedSystemMessages) =>
        Update([
            new UsageContent(
                new UsageDetails
                {
                    InputTokenCount = request.Prompt.Length,
                    CachedInputTokenCount = request.CachedTokens,
                    TotalTokenCount = request.Prompt.Length,
                }.WithDroppedSystemMessages(droppedSystemMessages)
            ),
        ]);

    /// <param name="outputTokens">Generated so far.</param>
    public ChatResponseUpdate Of(AIContent content, int outputTokens) =>
        outputTokens == _counted ? Update([content]) : Update([content, Output(outputTokens)]);

    /// <summary>The last update: the finish reason.</summary>
    public ChatResponseUpdate Last(ResponseRequest request, ResponseText text, int outputTokens)
    {
        var update = Update([Output(outputTokens)]);
        update.FinishReason = text switch
        {
            { CalledTools: true } => ChatFinishReason.ToolCalls,
            { Stopped: true } => ChatFinishReason.Stop,
            _ => request.End == ResponseEnd.Length ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
        return update;
    }

    private UsageContent Output(int outputTokens)
    {
        var fresh = outputTokens - _counted;
        _counted = outputTokens;
        return new(new UsageDetails { OutputTokenCount = fresh, TotalTokenCount = fresh });
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

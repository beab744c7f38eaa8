using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines;

/// <summary>A chat model's response, in clock timestamps and the engine's own token counts.</summary>
/// <param name="FirstText">Timestamp of the first text; of the end when there was none.</param>
/// <param name="CachedTokens">Prompt tokens found in the cache.</param>
public sealed record TimedResponse(long Start, long FirstText, long End, long PromptTokens, long CachedTokens, long OutputTokens)
{
    public static async Task<TimedResponse> OfAsync(
        IChatClient chat,
        string conversation,
        IReadOnlyList<ChatMessage> messages,
        int maxTokens,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var options = new ChatOptions
        {
            ConversationId = conversation,
            MaxOutputTokens = maxTokens,
            Temperature = 0,
        };
        var usage = new UsageDetails();
        long? first = null;
        var start = time.GetTimestamp();
        await foreach (var update in chat.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            foreach (var content in update.Contents.OfType<UsageContent>())
            {
                usage.Add(content.Details);
            }

            if (update.Text.Length > 0)
            {
                first ??= time.GetTimestamp();
            }
        }

        var end = time.GetTimestamp();
        return new TimedResponse(
            start,
            first ?? end,
            end,
            usage.InputTokenCount ?? 0,
            usage.CachedInputTokenCount ?? 0,
            usage.OutputTokenCount ?? 0
        );
    }
}

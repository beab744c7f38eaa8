using System.Threading.Channels;
using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>Streams the language model's text deltas.</summary>
internal sealed class LlmStage(IChatClient chat, ResponsePlan request)
{
    /// <summary>Set when the stage has ended.</summary>
    public ResponseUsage Usage { get; private set; } = ResponseUsage.None;

    /// <summary>Whether the response ended at its token limit.</summary>
    public bool HitLimit { get; private set; }

    public async Task RunAsync(ChannelWriter<string> words, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            request.Recorder.Mark(TurnMark.LlmRequest);
            await foreach (
                var update in chat.GetStreamingResponseAsync(request.Messages, Options(), cancellationToken).ConfigureAwait(false)
            )
            {
                Account(update);
                if (!string.IsNullOrEmpty(update.Text))
                {
                    request.Recorder.Mark(TurnMark.FirstToken);
                    await words.WriteAsync(update.Text, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            words.TryComplete(failure);
        }
    }

    private ChatOptions Options() =>
        new ChatOptions { ConversationId = request.ConversationId, MaxOutputTokens = request.MaxOutputTokens }.WithPriority(
            request.Speculative ? ChatPriority.Speculation : ChatPriority.DecidedTurn
        );

    private void Account(ChatResponseUpdate update)
    {
        HitLimit |= update.FinishReason == ChatFinishReason.Length;
        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            Usage = new(
                (int)(content.Details.InputTokenCount ?? 0),
                (int)(content.Details.CachedInputTokenCount ?? 0),
                (int)(content.Details.OutputTokenCount ?? 0),
                TimeSpan.Zero
            );
        }
    }
}

using System.Threading.Channels;
using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Remote;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>Streams the language model's text deltas.</summary>
/// <param name="hold">Null to let the model run ahead of the voice.</param>
/// <param name="limit">Once it is reached, no more is asked of the model.</param>
internal sealed class LlmStage(ResponsePlan plan, ResponseHold? hold, SpeechLimit limit)
{
    private readonly List<FunctionCallContent> _calls = [];
    private int _updates;
    private ResponseUsage _reported = ResponseUsage.None;

    /// <summary>
    /// What the model has reported, each update what has come since the one before; of a response that was cut off before it
    /// counted its output, the deltas received.
    /// </summary>
    public ResponseUsage Usage => _reported.OutputTokens > 0 ? _reported : _reported with { OutputTokens = _updates };

    /// <summary>Whether the response ended at its token limit.</summary>
    public bool HitLimit { get; private set; }

    /// <summary>The functions that the model calls, in order.</summary>
    public IReadOnlyList<FunctionCallContent> Calls => _calls;

    /// <summary>System messages that the prompt had no room for.</summary>
    public int DroppedSystemMessages { get; private set; }

    public async Task RunAsync(ChannelWriter<string> words, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            plan.Recorder.Mark(TurnMark.LlmRequest);
            var updates = Model().GetStreamingResponseAsync(plan.Messages, Options(), cancellationToken);
            await foreach (var update in updates.ConfigureAwait(false))
            {
                Account(update);
                if (!string.IsNullOrEmpty(update.Text))
                {
                    plan.Recorder.Mark(TurnMark.FirstToken);
                    _updates++;
                    await words.WriteAsync(update.Text, cancellationToken).ConfigureAwait(false);
                }

                if (limit.IsReached)
                {
                    break;
                }
            }

            if (_calls.Count > 0 && _updates == 0 && plan.Settings is { Speak: true, Filler: { Length: > 0 } filler })
            {
                await words.WriteAsync(filler, cancellationToken).ConfigureAwait(false);
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

    private IChatClient Model() => plan.Tools.IsOffered ? new CheckedToolCalls(plan.Engines.Chat, plan.Tools) : plan.Engines.Chat;

    private ChatOptions Options() =>
        plan
            .Tools.ApplyTo(new() { ConversationId = plan.ConversationId, MaxOutputTokens = plan.MaxOutputTokens })
            .WithPriority(plan.Speculative ? ChatPriority.Speculation : ChatPriority.DecidedTurn)
            .WithHold(hold)
            .WithMessageEnd(plan.MessageEnd)
            .WithTruncation(plan.Settings.Truncation)
            .WithReport(plan.Recorder.Asks(plan.Engines.ChatInfo));

    private void Account(ChatResponseUpdate update)
    {
        HitLimit |= update.FinishReason == ChatFinishReason.Length;
        _calls.AddRange(update.Contents.OfType<FunctionCallContent>());
        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            DroppedSystemMessages += content.Details.DroppedSystemMessageCount();
            _reported = new(
                _reported.InputTokens + (int)(content.Details.InputTokenCount ?? 0),
                _reported.CachedTokens + (int)(content.Details.CachedInputTokenCount ?? 0),
                _reported.OutputTokens + (int)(content.Details.OutputTokenCount ?? 0),
                TimeSpan.Zero
            );
        }
    }
}

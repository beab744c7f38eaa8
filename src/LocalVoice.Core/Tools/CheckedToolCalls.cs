using System.Runtime.CompilerServices;
using LocalVoice.Chat;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tools;

/// <summary>
/// A language model whose calls fit their schemas. One that does not is told to the model, which may try once more, quietly: of
/// what it says then only calls count, unless it had said nothing before.
/// </summary>
public sealed class CheckedToolCalls(IChatClient model, ToolSet tools) : DelegatingChatClient(model)
{
    /// <exception cref="ToolCallException">The second call does not fit either.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var refused = new List<(FunctionCallContent Call, string Why)>();
        var spoken = false;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            spoken |= !string.IsNullOrWhiteSpace(update.Text);
            yield return WithoutRefused(update, refused);
        }

        if (refused.Count == 0)
        {
            yield break;
        }

        var again = messages.Concat(Explain(refused));
        var refusedAgain = new List<(FunctionCallContent Call, string Why)>();
        await foreach (var update in base.GetStreamingResponseAsync(again, options, cancellationToken).ConfigureAwait(false))
        {
            var kept = WithoutRefused(update, refusedAgain);
            yield return spoken ? WithoutWords(kept) : kept;
        }

        if (refusedAgain.Count > 0)
        {
            throw new ToolCallException(refusedAgain[0].Why);
        }
    }

    private ChatResponseUpdate WithoutRefused(ChatResponseUpdate update, List<(FunctionCallContent Call, string Why)> refused)
    {
        foreach (var call in update.Contents.OfType<FunctionCallContent>())
        {
            if (ToolArguments.Refusal(call, tools) is { } why)
            {
                refused.Add((call, why));
            }
        }

        return Keep(update, content => content is not FunctionCallContent call || !refused.Exists(one => one.Call == call));
    }

    private static ChatResponseUpdate WithoutWords(ChatResponseUpdate update) => Keep(update, content => content is not TextContent);

    private static ChatResponseUpdate Keep(ChatResponseUpdate update, Func<AIContent, bool> wanted)
    {
        if (!update.Contents.All(wanted))
        {
            update.Contents = [.. update.Contents.Where(wanted)];
        }

        return update;
    }

    private static IEnumerable<ChatMessage> Explain(List<(FunctionCallContent Call, string Why)> refused) =>
        refused
            .Select(one => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(one.Call.CallId, $"error: {one.Why}")]))
            .Prepend(
                new(
                    ChatRole.Assistant,
                    [.. refused.Select(one => new FunctionCallContent(one.Call.CallId, one.Call.Name, one.Call.Arguments))]
                )
            );
}

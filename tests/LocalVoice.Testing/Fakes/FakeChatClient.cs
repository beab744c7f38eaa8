using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LocalVoice.Chat;
using LocalVoice.Engines;
using Microsoft.Extensions.AI;

namespace LocalVoice.Testing.Fakes;

/// <summary>Answers what the test says, word by word: at once, when released, or not at all.</summary>
public partial class FakeChatClient : IChatClient, IEngine
{
    // Of a model that counts as it goes. Not one, or its count could be taken for that of the words.
    private const int TokensPerWord = 2;

    private readonly ConcurrentQueue<FakeChatRequest> _requests = new();

    /// <summary>Whole answers, one per request.</summary>
    public Script<string> Replies { get; } = new("");

    /// <summary>The functions that the answers call after their words, one list per request.</summary>
    public Script<FunctionCallContent[]> Calls { get; } = new([]);

    /// <summary>Blocks the thread of every request while not set, as an engine does that reads a long prompt.</summary>
    public ManualResetEventSlim Reading { get; } = new(initialState: true);

    /// <summary>Holds every request before its first word.</summary>
    public Hold FirstWordHold { get; } = new();

    /// <summary>Holds every request before the word after <see cref="WordsBeforeHold"/>.</summary>
    public Hold LaterWordsHold { get; } = new();

    public int WordsBeforeHold { get; set; } = 1;

    /// <summary>Holds every request that was cancelled before it stops.</summary>
    public Hold StoppingHold { get; } = new();

    /// <summary>Thrown by the next requests after <see cref="WordsBeforeFailure"/> words, while set.</summary>
    public Exception? Failure { get; set; }

    public int WordsBeforeFailure { get; set; }

    /// <summary>Whether the usage of the prompt comes first and that of each word with it, rather than all at the end.</summary>
    public bool CountsAsItGoes { get; set; }

    /// <summary>How likely the user's message ends where it does, one per request that asks; null for a model that cannot tell.</summary>
    public Script<double?> MessageEnds { get; } = new(null);

    /// <summary>How every answer ends.</summary>
    public ChatFinishReason FinishReason { get; set; } = ChatFinishReason.Stop;

    /// <summary>System messages for which every prompt has no room.</summary>
    public int DroppedSystemMessages { get; set; }

    public IReadOnlyList<FakeChatRequest> Requests => [.. _requests];

    /// <summary>Requests begun.</summary>
    public Counter Begun { get; } = new();

    public Counter Failed { get; } = new();

    public Counter Cancelled { get; } = new();

    /// <summary>Requests given up, by whoever asked, or finished.</summary>
    public Counter Ended { get; } = new();

    public EngineInfo Info { get; init; } = new("llm", "fake", "script", "cpu", "none");

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Reading.Wait(cancellationToken);
        _requests.Enqueue(new([.. messages], options, options.Priority()));
        var words = Words().Matches(Replies.Take());
        var calls = Calls.Take();
        if (options.MessageEnd() is { } asked && MessageEnds.Take() is { } probability)
        {
            asked.Tell(probability);
        }

        Begun.Increment();
        try
        {
            if (CountsAsItGoes)
            {
                yield return new() { Contents = [Usage(prompt: true, 0)] };
            }

            for (var i = 0; i <= words.Count; i++)
            {
                await WaitAsync(i, cancellationToken);
                FailAt(i);
                if (i < words.Count)
                {
                    var text = new TextContent(words[i].Value);
                    yield return new(ChatRole.Assistant, CountsAsItGoes ? [text, Usage(prompt: false, TokensPerWord)] : [text]);
                }
            }

            if (calls.Length > 0)
            {
                yield return new(ChatRole.Assistant, [.. calls]);
            }

            yield return new() { FinishReason = FinishReason, Contents = CountsAsItGoes ? [] : [Usage(prompt: true, words.Count)] };
        }
        finally
        {
            Ended.Increment();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        Reading.Dispose();
        GC.SuppressFinalize(this);
    }

    private void FailAt(int word)
    {
        if (Failure is { } failure && word == WordsBeforeFailure)
        {
            Failed.Increment();
            throw failure;
        }
    }

    private UsageContent Usage(bool prompt, int outputTokens) =>
        new(
            new UsageDetails
            {
                InputTokenCount = prompt ? 10 : null,
                CachedInputTokenCount = prompt ? 8 : null,
                OutputTokenCount = outputTokens,
            }.WithDroppedSystemMessages(prompt ? DroppedSystemMessages : 0)
        );

    private async Task WaitAsync(int word, CancellationToken cancellationToken)
    {
        try
        {
            await (word == 0 ? FirstWordHold.WaitAsync(cancellationToken) : Task.CompletedTask);
            await (word >= WordsBeforeHold ? LaterWordsHold.WaitAsync(cancellationToken) : Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Increment();
            await StoppingHold.WaitAsync(CancellationToken.None);
            throw;
        }
    }

    [GeneratedRegex(@"\S+\s*")]
    private static partial Regex Words();
}

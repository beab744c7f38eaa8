using System.Collections.Concurrent;
using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Testing.Fakes;

/// <summary>Remembers what was prefilled and which conversations were released.</summary>
public sealed class FakePromptPrefill : IPromptPrefill, IDisposable
{
    private readonly ConcurrentQueue<string> _prompts = new();
    private readonly ConcurrentQueue<ChatOptions> _options = new();
    private readonly ConcurrentQueue<string> _released = new();

    public Hold Hold { get; } = new();

    /// <summary>Blocks the thread of every prefill while not set, as an engine does that reads a long prompt.</summary>
    public ManualResetEventSlim Reading { get; } = new(initialState: true);

    /// <summary>Thrown by every prefill while set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The last message of every prefill.</summary>
    public IReadOnlyList<string> Prompts => [.. _prompts];

    /// <summary>The options of every prefill.</summary>
    public IReadOnlyList<ChatOptions> Options => [.. _options];

    public IReadOnlyList<string> Released => [.. _released];

    public Counter Begun { get; } = new();

    public Counter Cancelled { get; } = new();

    public async ValueTask PrefillAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        Reading.Wait(cancellationToken);
        _options.Enqueue(options);
        _prompts.Enqueue(messages.Count == 0 ? "" : messages[^1].Text);
        Begun.Increment();
        try
        {
            await Hold.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Increment();
            throw;
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    public void Release(string conversationId) => _released.Enqueue(conversationId);

    public void Dispose() => Reading.Dispose();
}

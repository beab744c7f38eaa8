using LocalVoice.Chat;
using LocalVoice.Engines;
using Microsoft.Extensions.AI;

namespace LocalVoice.Simulation.Instant;

/// <summary>
/// Streams a written response word by word, all at once. A word is a token; every update tells the tokens since the one
/// before. Thread-safe.
/// </summary>
public sealed class InstantChatClient(InstantOptions options) : IChatClient, IPromptPrefill, IEngine
{
    private readonly string[][] _responses = [.. options.Responses.Select(Words)];

    public EngineInfo Info { get; } = InstantEngine.Info("llm", "script");

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(messages);
        ChatMessage[] prompt = [.. messages];
        if (prompt.Length == 0)
        {
            throw new ArgumentException("There is no message to respond to.", nameof(messages));
        }

        return Updates(prompt, options?.MaxOutputTokens ?? int.MaxValue, cancellationToken).ToAsyncEnumerable();
    }

    public ValueTask PrefillAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public void Release(string conversationId) { }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(Info.Name, providerUri: null, Info.Model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose() { }

    private IEnumerable<ChatResponseUpdate> Updates(ChatMessage[] prompt, int mostTokens, CancellationToken cancellationToken)
    {
        var words = _responses[prompt[^1].Text.Sum(letter => letter) % _responses.Length];
        var count = Math.Min(words.Length, mostTokens);
        yield return new(ChatRole.Assistant, [Usage(input: prompt.Sum(message => Words(message.Text).Length), output: 0)]);
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(ChatRole.Assistant, [new TextContent(words[i]), Usage(input: 0, output: 1)]);
        }

        cancellationToken.ThrowIfCancellationRequested();
        yield return new()
        {
            Role = ChatRole.Assistant,
            FinishReason = count < words.Length ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
    }

    private static UsageContent Usage(int input, int output) =>
        new(
            new()
            {
                InputTokenCount = input,
                OutputTokenCount = output,
                TotalTokenCount = input + output,
            }
        );

    /// <summary>All but the first begin with their space.</summary>
    private static string[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) => index == 0 ? word : $" {word}")];
}

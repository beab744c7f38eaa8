using LocalVoice.Engines;
using LocalVoice.Remote;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// A language model elsewhere, and another that takes over when no word of its comes in time. After its first word a failure
/// is the response's: what was said cannot be said again in other words.
/// </summary>
internal sealed class FallbackChatClient(IChatClient first, IChatClient second, FallbackOptions options, TimeProvider time) : IChatClient
{
    private readonly FallbackStream<ChatResponseUpdate> _stream = new(
        Info(first),
        Info(second),
        update => update.Contents.Any(content => content is TextContent { Text.Length: > 0 } or FunctionCallContent),
        restarts: false,
        options,
        time
    );

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        return _stream.ReadAsync(
            token => first.GetStreamingResponseAsync(all, options, token),
            token => second.GetStreamingResponseAsync(all, options, token),
            options.Report(),
            cancellationToken
        );
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => first.GetService(serviceType, serviceKey);

    /// <summary>Both belong to whoever made them.</summary>
    public void Dispose() { }

    private static EngineInfo Info(IChatClient chat) => chat.GetService<IEngine>()!.Info;
}

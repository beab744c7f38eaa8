using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Tests.Http;

/// <summary>A language model that calls functions as the test says: one entry per request.</summary>
internal sealed class CallingChatClient : FakeChatClient, IChatClient
{
    private readonly ConcurrentQueue<AIContent[]> _contents = new();

    public List<FakeChatRequest> Asked { get; } = [];

    public CallingChatClient Then(params AIContent[] contents)
    {
        _contents.Enqueue(contents);
        return this;
    }

    public static FunctionCallContent Call(string id, string name, params (string Name, object? Value)[] arguments) =>
        new(id, name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    async IAsyncEnumerable<ChatResponseUpdate> IChatClient.GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        Asked.Add(new([.. messages], options, default));
        var contents = _contents.TryDequeue(out var next) ? next : [];
        foreach (var content in contents)
        {
            yield return new(ChatRole.Assistant, [content]);
        }

        var calls = contents.OfType<FunctionCallContent>().Any();
        yield return new()
        {
            FinishReason = calls ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Contents = [new UsageContent(new() { InputTokenCount = 20, OutputTokenCount = 5 })],
        };
    }
}

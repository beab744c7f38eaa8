using System.Runtime.CompilerServices;
using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.EndToEnd.Tests.Providers;

/// <summary>
/// A model that makes a call where it must, and answers a result with words; to all else, what the server measures as it starts, it
/// says nothing.
/// </summary>
internal sealed class CallingModel(FunctionCallContent call, string words) : DelegatingChatClient(new FakeChatClient()), IEngine
{
    private readonly List<FakeChatRequest> _requests = [];

    /// <summary>Those that it called or answered at.</summary>
    public IReadOnlyList<FakeChatRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public EngineInfo Info => ((IEngine)InnerClient).Info;

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        List<ChatMessage> conversation = [.. messages];
        if (options?.ToolMode is RequiredChatToolMode)
        {
            Note(new(conversation, options, options.Priority()));
            yield return new(ChatRole.Assistant, [call]);
        }
        else if (conversation.Exists(message => message.Contents.Any(content => content is FunctionResultContent)))
        {
            Note(new(conversation, options, options.Priority()));
            yield return new(ChatRole.Assistant, words);
        }

        yield return new() { FinishReason = ChatFinishReason.Stop };
    }

    private void Note(FakeChatRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }
    }
}

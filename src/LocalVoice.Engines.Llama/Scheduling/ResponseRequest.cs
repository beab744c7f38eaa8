using System.Threading.Channels;
using LLama.Native;
using LocalVoice.Chat;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// A prompt and the response's way back. The asking side reads; the scheduler writes. The response pauses while
/// the reader is <c>bufferTokens</c> behind.
/// </summary>
internal sealed class ResponseRequest(
    string? conversationId,
    ChatPriority priority,
    LLamaToken[] prompt,
    int maxTokens,
    SamplingSettings sampling,
    int bufferTokens
)
{
    private readonly Channel<LLamaToken> _tokens = Channel.CreateBounded<LLamaToken>(
        new BoundedChannelOptions(bufferTokens) { SingleReader = true, SingleWriter = true }
    );

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _abandoned;
    private volatile bool _paused;

    public string? ConversationId => conversationId;

    public ChatPriority Priority => priority;

    public LLamaToken[] Prompt => prompt;

    /// <summary>0 only fills the cache.</summary>
    public int MaxTokens => maxTokens;

    public SamplingSettings Sampling => sampling;

    public bool OnlyPrefills => maxTokens == 0;

    /// <summary>Completes when the request has a sequence.</summary>
    public Task Started => _started.Task;

    /// <summary>Ends with the response; fails with what went wrong.</summary>
    public ChannelReader<LLamaToken> Tokens => _tokens.Reader;

    /// <summary>Prompt tokens that the cache held already. Known once started.</summary>
    public int CachedTokens { get; private set; }

    /// <summary>Known once the tokens have ended.</summary>
    public ResponseEnd End { get; private set; }

    public bool IsAbandoned => _abandoned;

    /// <summary>Whether the scheduler waits for the reader.</summary>
    public bool IsPaused => _paused;

    /// <summary>The response is no longer wanted. Its sequence keeps what it holds.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Scheduler: whether another token fits; else the reader's next read must wake the scheduler.</summary>
    public bool HasRoom()
    {
        _paused = _tokens.Reader.Count >= bufferTokens;
        if (_paused)
        {
            Interlocked.MemoryBarrier();
            _paused = _tokens.Reader.Count >= bufferTokens;
        }

        return !_paused;
    }

    public void Start(int cachedTokens)
    {
        CachedTokens = cachedTokens;
        _started.TrySetResult();
    }

    public void Deliver(LLamaToken token)
    {
        if (!_tokens.Writer.TryWrite(token))
        {
            throw new InvalidOperationException("A token was generated for an answer whose buffer is full.");
        }
    }

    public void Complete(ResponseEnd end)
    {
        End = end;
        _started.TrySetResult();
        _tokens.Writer.TryComplete();
    }

    public void Fail(Exception error)
    {
        _tokens.Writer.TryComplete(error);
        _started.TrySetResult();
    }
}

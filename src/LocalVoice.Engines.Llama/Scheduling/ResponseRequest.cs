using System.Threading.Channels;
using LLama.Native;
using LocalVoice.Chat;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// A prompt and the channel of its response: the scheduler writes, the requester reads. The response pauses while the
/// reader is <c>bufferTokens</c> behind. Until it is first held, it waits for the reader after each token: the next step would
/// take its threads from the voice, had the token completed the first clause.
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
    private volatile bool _readerWaits = true;
    private int _waitEnded;

    public string? ConversationId => conversationId;

    public ChatPriority Priority => priority;

    public LLamaToken[] Prompt => prompt;

    /// <summary>0 fills the cache only.</summary>
    public int MaxTokens => maxTokens;

    public SamplingSettings Sampling => sampling;

    /// <summary>Null for a model that cannot think aloud.</summary>
    public ThinkingLimit? Thinking { get; init; }

    /// <summary>While engaged, no further token is generated; null when nobody holds the response.</summary>
    public ResponseHold? Hold { get; init; }

    /// <summary>Null when nobody asks how likely the user's message ends where it does.</summary>
    public AskedEnd? AskedEnd { get; init; }

    /// <summary>First position of the prompt whose logits are needed: the cache has none.</summary>
    public int FirstLogits => AskedEnd?.FirstLogits ?? prompt.Length - 1;

    public bool OnlyPrefills => maxTokens == 0;

    /// <summary>Completes when the request waits no longer: a sequence is assigned, or it has failed.</summary>
    public Task Started => _started.Task;

    /// <summary>Called once: when the request is abandoned, or before <see cref="Started"/> completes.</summary>
    public Action? WaitsNoLonger { get; set; }

    /// <summary>Completes with the response; faults when it failed.</summary>
    public ChannelReader<LLamaToken> Tokens => _tokens.Reader;

    /// <summary>Prompt tokens found in the cache. Valid once started.</summary>
    public int CachedTokens { get; private set; }

    /// <summary>Valid once the tokens have ended.</summary>
    public ResponseEnd End { get; private set; }

    public bool IsAbandoned => _abandoned;

    /// <summary>Whether the scheduler waits for the reader.</summary>
    public bool IsPaused => _paused;

    /// <summary>Abandons the response. Its sequence keeps its contents.</summary>
    public void Abandon()
    {
        _abandoned = true;
        StopCounting();
    }

    /// <summary>For the scheduler: whether another token fits; if not, the reader's next read must wake the scheduler.</summary>
    public bool HasRoom()
    {
        _paused = AwaitsReader();
        if (_paused)
        {
            Interlocked.MemoryBarrier();
            _paused = AwaitsReader();
        }

        return !_paused;
    }

    /// <summary>For the reader: it has done with all tokens that it read.</summary>
    /// <returns>Whether the scheduler waits for it, and must be woken.</returns>
    public bool ReadOn()
    {
        _readerWaits = true;
        Interlocked.MemoryBarrier();
        return _paused;
    }

    public void Start(int cachedTokens)
    {
        CachedTokens = cachedTokens;
        EndWait();
    }

    public void Deliver(LLamaToken token)
    {
        _readerWaits = false;
        if (!_tokens.Writer.TryWrite(token))
        {
            throw new InvalidOperationException("A token was generated for an answer whose buffer is full.");
        }
    }

    public void Complete(ResponseEnd end)
    {
        End = end;
        EndWait();
        _tokens.Writer.TryComplete();
    }

    public void Fail(Exception error)
    {
        _tokens.Writer.TryComplete(error);
        EndWait();
    }

    private bool AwaitsReader() => _tokens.Reader.Count >= bufferTokens || (Hold is { WasEngaged: false } && !_readerWaits);

    private void EndWait()
    {
        StopCounting();
        _started.TrySetResult();
    }

    private void StopCounting()
    {
        if (Interlocked.Exchange(ref _waitEnded, 1) == 0)
        {
            WaitsNoLonger?.Invoke();
        }
    }
}

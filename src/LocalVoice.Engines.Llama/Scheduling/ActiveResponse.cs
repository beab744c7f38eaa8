using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A request being processed in a sequence. Scheduler's thread only.</summary>
internal sealed class ActiveResponse(ResponseRequest request, Sequence sequence, ITokenSampler? sampler, long order) : IDisposable
{
    private readonly List<LLamaToken> _tokens = [.. request.Prompt];

    public ResponseRequest Request => request;

    public Sequence Sequence => sequence;

    public ITokenSampler? Sampler => sampler;

    /// <summary>Order of arrival, for fairness within a priority.</summary>
    public long Order => order;

    /// <summary>Whether it was evicted from the cache and waits until a response ends.</summary>
    public bool IsStalled { get; set; }

    public int Generated => _tokens.Count - request.Prompt.Length;

    /// <summary>Tokens not in the cache yet.</summary>
    public int Remaining => _tokens.Count - sequence.Held.Count;

    /// <summary>Whether only its last generated token remains to be decoded.</summary>
    public bool IsTalking => Generated > 0 && Remaining == 1;

    public LLamaToken TokenAt(int position) => _tokens[position];

    public void Append(LLamaToken token) => _tokens.Add(token);

    /// <summary>Records <paramref name="count"/> more tokens as cached.</summary>
    public void Advance(int count) => sequence.Held.AddRange(_tokens.GetRange(sequence.Held.Count, count));

    public void Dispose() => sampler?.Dispose();
}

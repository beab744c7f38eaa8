using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A request at work in a sequence. Scheduler's thread only.</summary>
internal sealed class ActiveResponse(ResponseRequest request, Sequence sequence, ITokenSampler? sampler, long order) : IDisposable
{
    private readonly List<LLamaToken> _tokens = [.. request.Prompt];

    public ResponseRequest Request => request;

    public Sequence Sequence => sequence;

    public ITokenSampler? Sampler => sampler;

    /// <summary>Arrival, for fairness within a priority.</summary>
    public long Order => order;

    /// <summary>Lost its cache to others; waits until a response ends.</summary>
    public bool IsStalled { get; set; }

    public int Generated => _tokens.Count - request.Prompt.Length;

    /// <summary>Tokens that are not in the cache yet.</summary>
    public int Remaining => _tokens.Count - sequence.Held.Count;

    /// <summary>Whether only its own last token is to be decoded.</summary>
    public bool IsTalking => Generated > 0 && Remaining == 1;

    public LLamaToken TokenAt(int position) => _tokens[position];

    public void Append(LLamaToken token) => _tokens.Add(token);

    /// <summary>The cache now holds <paramref name="count"/> tokens more.</summary>
    public void Advance(int count) => sequence.Held.AddRange(_tokens.GetRange(sequence.Held.Count, count));

    public void Dispose() => sampler?.Dispose();
}

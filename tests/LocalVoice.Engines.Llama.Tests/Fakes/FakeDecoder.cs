using LLama.Native;
using LocalVoice.Engines.Llama.Scheduling;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>
/// A model whose next token is the last one plus 1, with a cache of a few cells. It fails the
/// test when a batch does not go on where its sequence ends.
/// </summary>
internal sealed class FakeDecoder(int cells, int batchTokens = 64) : ISequenceDecoder
{
    public const int EndOfGeneration = 1000;

    private readonly Dictionary<int, List<int>> _held = [];
    private readonly List<BatchEntry> _last = [];

    /// <summary>The next decode fails as llama.cpp's can.</summary>
    public bool FailNext { get; set; }

    /// <summary>Thrown by the next decode.</summary>
    public Exception? DecodeFailure { get; set; }

    /// <summary>Thrown when the next response begins.</summary>
    public Exception? SamplerFailure { get; set; }

    /// <summary>Thrown when the cache next forgets a sequence's tokens.</summary>
    public Exception? TruncateFailure { get; set; }

    /// <summary>Thrown when a response's sampler is freed, while set.</summary>
    public Exception? FreeFailure { get; set; }

    /// <summary>Called with the number of tokens of each batch.</summary>
    public Action<int>? Decoding { get; set; }

    public bool CannotForgetParts { get; init; }

    public int BatchTokens => batchTokens;

    private int Used => _held.Values.Sum(tokens => tokens.Count);

    public DecodeOutcome Decode(IReadOnlyList<BatchEntry> batch, int threads)
    {
        if (DecodeFailure is { } failure)
        {
            DecodeFailure = null;
            throw failure;
        }

        if (FailNext)
        {
            FailNext = false;
            return DecodeOutcome.Failed;
        }

        if (Used + batch.Count > cells)
        {
            return DecodeOutcome.NoRoom;
        }

        Assert.InRange(batch.Count, 1, batchTokens);
        Decoding?.Invoke(batch.Count);
        _last.Clear();
        foreach (var entry in batch)
        {
            var held = Held(entry.Sequence);
            Assert.Equal(held.Count, entry.Position);
            held.Add((int)entry.Token);
            _last.Add(entry);
        }

        return DecodeOutcome.Done;
    }

    public ITokenSampler CreateSampler(SamplingSettings settings)
    {
        var failure = SamplerFailure;
        SamplerFailure = null;
        return failure is null ? new Successor(this) : throw failure;
    }

    public bool EndsGeneration(LLamaToken token) => (int)token == EndOfGeneration;

    /// <summary>Tells after which token it was asked, 0.041 after 41; nothing is likely but the next one.</summary>
    public double Probability(int index, ReadOnlySpan<LLamaToken> tokens)
    {
        var before = LogitsAt(index);
        return tokens.Contains(before + 1) ? before / 1000.0 : 0;
    }

    public bool Truncate(int sequence, int length)
    {
        if (TruncateFailure is { } failure)
        {
            TruncateFailure = null;
            throw failure;
        }

        var held = Held(sequence);
        var kept = CannotForgetParts && length < held.Count ? 0 : Math.Min(length, held.Count);
        held.RemoveRange(kept, held.Count - kept);
        return kept == length;
    }

    public bool SharePrefix(int from, int to, int length)
    {
        if (CannotForgetParts)
        {
            return false;
        }

        Assert.Empty(Held(to));
        Held(to).AddRange(Held(from)[..length]);
        return true;
    }

    private int LogitsAt(int index)
    {
        Assert.True(_last[index].WantsLogits, $"No logits were computed after entry {index} of the batch.");
        return (int)_last[index].Token;
    }

    private List<int> Held(int sequence) => _held.TryGetValue(sequence, out var held) ? held : _held[sequence] = [];

    private sealed class Successor(FakeDecoder decoder) : ITokenSampler
    {
        public LLamaToken Sample(int index) => decoder.LogitsAt(index) + 1;

        public void Dispose()
        {
            if (decoder.FreeFailure is { } failure)
            {
                throw failure;
            }
        }
    }
}

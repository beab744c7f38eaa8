using LLama;
using LLama.Native;
using LocalVoice.Engines.Llama.Scheduling;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>A llama.cpp context as the scheduler's decoder.</summary>
internal sealed class ContextDecoder(LLamaContext context) : ISequenceDecoder
{
    private readonly LLamaBatch _batch = new();
    private int _threads;

    public int BatchTokens => (int)context.BatchSize;

    public DecodeOutcome Decode(IReadOnlyList<BatchEntry> batch, int threads)
    {
        if (_threads != threads)
        {
            context.GenerationThreads = context.BatchThreads = _threads = threads;
        }

        _batch.Clear();
        foreach (var (token, position, sequence, wantsLogits) in batch)
        {
            _batch.Add(token, position, (LLamaSeqId)sequence, wantsLogits);
        }

        return context.Decode(_batch) switch
        {
            DecodeResult.Ok => DecodeOutcome.Done,
            DecodeResult.NoKvSlot => DecodeOutcome.NoRoom,
            _ => DecodeOutcome.Failed,
        };
    }

    public ITokenSampler CreateSampler(SamplingSettings settings) => new ChainSampler(context.NativeHandle, settings);

    public bool EndsGeneration(LLamaToken token) => token.IsEndOfGeneration(context.Vocab);

    public double Probability(int index, ReadOnlySpan<LLamaToken> tokens) =>
        TokenProbability.Of(context.NativeHandle.GetLogitsIth(index), tokens);

    public bool Truncate(int sequence, int length)
    {
        var id = (LLamaSeqId)sequence;
        context.NativeHandle.MemorySequenceRemove(id, length, -1);
        return Holds(id, length);
    }

    public bool SharePrefix(int from, int to, int length)
    {
        context.NativeHandle.MemorySequenceCopy((LLamaSeqId)from, (LLamaSeqId)to, 0, length);
        return Holds((LLamaSeqId)to, length);
    }

    /// <summary>Recurrent models keep one state per sequence: it can be dropped or copied only as a whole.</summary>
    private bool Holds(LLamaSeqId sequence, int length)
    {
        if ((int)context.NativeHandle.MemorySequenceMaxPosition(sequence) == length - 1)
        {
            return true;
        }

        context.NativeHandle.MemorySequenceRemove(sequence, -1, -1);
        return false;
    }
}

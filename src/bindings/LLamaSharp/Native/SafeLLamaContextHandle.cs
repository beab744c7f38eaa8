using LLama.Exceptions;

namespace LLama.Native;

/// <summary>A model's cache and scratch memory. One thread at a time.</summary>
public sealed class SafeLLamaContextHandle : SafeLLamaHandleBase
{
    /// <summary>As in the published assembly, the process decodes one batch at a time: ggml's threads do not share cores well.</summary>
    private static readonly Lock Decoding = new();

    private SafeLlamaModelHandle? _model;

    /// <summary>Tokens of all sequences together.</summary>
    public uint ContextSize => NativeMethods.llama_n_ctx(Pointer);

    public uint BatchSize => NativeMethods.llama_n_batch(Pointer);

    public uint MaxSeq => NativeMethods.llama_n_seq_max(Pointer);

    /// <summary>Threads for batches of one token.</summary>
    public int GenerationThreads
    {
        get => NativeMethods.llama_n_threads(Pointer);
        set => NativeMethods.llama_set_n_threads(Pointer, value, BatchThreads);
    }

    /// <summary>Threads for larger batches.</summary>
    public int BatchThreads
    {
        get => NativeMethods.llama_n_threads_batch(Pointer);
        set => NativeMethods.llama_set_n_threads(Pointer, GenerationThreads, value);
    }

    public SafeLlamaModelHandle ModelHandle => _model ?? throw new ObjectDisposedException(nameof(SafeLLamaContextHandle));

    public SafeLlamaModelHandle.Vocabulary Vocab => ModelHandle.Vocab;

    private nint Memory => NativeMethods.llama_get_memory(Pointer);

    public DecodeResult Decode(LLamaBatch batch)
    {
        lock (Decoding)
        {
            return batch.TokenCount == 0 ? DecodeResult.Ok : batch.Decode(Pointer);
        }
    }

    /// <summary>The prediction after the batch's token <paramref name="i"/>, one value per token of the vocabulary. Valid until the next decode.</summary>
    /// <exception cref="GetLogitsInvalidIndexException">No logits were asked for there.</exception>
    public unsafe Span<float> GetLogitsIth(int i)
    {
        var logits = NativeMethods.llama_get_logits_ith(Pointer, i);
        return logits is null ? throw new GetLogitsInvalidIndexException(i) : new Span<float>(logits, Vocab.Count);
    }

    public void MemoryClear(bool data = true) => NativeMethods.llama_memory_clear(Memory, data ? (byte)1 : (byte)0);

    /// <summary>
    /// Forgets positions <paramref name="p0"/> up to, not including, <paramref name="p1"/>; −1 means from the start, or to the end.
    /// A recurrent model may be unable to: <see cref="MemorySequenceMaxPosition"/> tells.
    /// </summary>
    public void MemorySequenceRemove(LLamaSeqId seq, LLamaPos p0, LLamaPos p1) => _ = NativeMethods.llama_memory_seq_rm(Memory, seq, p0, p1);

    /// <summary>Lets <paramref name="dest"/> share the positions of <paramref name="src"/>. Costs no memory in a unified cache.</summary>
    public void MemorySequenceCopy(LLamaSeqId src, LLamaSeqId dest, LLamaPos p0, LLamaPos p1) =>
        NativeMethods.llama_memory_seq_cp(Memory, src, dest, p0, p1);

    /// <summary>The sequence's last position, or −1 when it is empty.</summary>
    public LLamaPos MemorySequenceMaxPosition(LLamaSeqId seq) => NativeMethods.llama_memory_seq_pos_max(Memory, seq);

    /// <exception cref="RuntimeError">llama.cpp could not make the context, usually for want of memory.</exception>
    internal static SafeLLamaContextHandle Create(SafeLlamaModelHandle model, NativeContextParams parameters)
    {
        var context = new SafeLLamaContextHandle { _model = model };
        context.SetHandle(NativeMethods.llama_init_from_model(model.Pointer, parameters));
        if (context.IsInvalid)
        {
            throw new RuntimeError("Failed to create context from model");
        }

        // The model must outlive its contexts, in whatever order they are disposed or finalised.
        var added = false;
        model.DangerousAddRef(ref added);
        return context;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_free(handle);
        ModelHandle.DangerousRelease();
        return true;
    }
}

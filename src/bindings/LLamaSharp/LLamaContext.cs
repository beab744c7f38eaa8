using System.Text;
using LLama.Abstractions;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>A cache of sequences and the means to decode into it. One thread at a time.</summary>
public sealed class LLamaContext : IDisposable
{
    private const int FlashAttentionAuto = -1;

    /// <param name="logger">Part of the published signature; native lines go to <see cref="NativeLogConfig"/>.</param>
    /// <exception cref="Exceptions.RuntimeError">llama.cpp could not make the context.</exception>
    public LLamaContext(LLamaWeights model, IContextParams @params, ILogger? logger = null)
    {
        var native = NativeMethods.llama_context_default_params();
        native.ContextTokens = @params.ContextSize ?? 0;
        native.BatchTokens = @params.BatchSize;
        native.MicroBatchTokens = @params.UBatchSize;
        native.MaxSequences = @params.SeqMax;
        native.Threads = Threads(@params.Threads);
        native.BatchThreads = Threads(@params.BatchThreads);
        native.FlashAttentionType = @params.FlashAttention is { } flash ? (flash ? 1 : 0) : FlashAttentionAuto;
        native.KvUnified = @params.KVUnified ?? true ? (byte)1 : (byte)0;
        NativeHandle = SafeLLamaContextHandle.Create(model.NativeHandle, native);
        Encoding = @params.Encoding;
    }

    public SafeLLamaContextHandle NativeHandle { get; }

    public Encoding Encoding { get; }

    public uint ContextSize => NativeHandle.ContextSize;

    public uint BatchSize => NativeHandle.BatchSize;

    public int GenerationThreads
    {
        get => NativeHandle.GenerationThreads;
        set => NativeHandle.GenerationThreads = value;
    }

    public int BatchThreads
    {
        get => NativeHandle.BatchThreads;
        set => NativeHandle.BatchThreads = value;
    }

    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    public LLamaToken[] Tokenize(string text, bool addBos = true, bool special = false) =>
        NativeHandle.ModelHandle.Tokenize(text, addBos, special, Encoding);

    /// <exception cref="ArgumentException">The batch has more tokens than <see cref="BatchSize"/>.</exception>
    public DecodeResult Decode(LLamaBatch batch) => batch.TokenCount > BatchSize
        ? throw new ArgumentException($"The batch has {batch.TokenCount} tokens, the context takes {BatchSize}", nameof(batch))
        : NativeHandle.Decode(batch);

    public void Dispose() => NativeHandle.Dispose();

    private static int Threads(int? wanted) => wanted is > 0 ? wanted.Value : Math.Max(Environment.ProcessorCount / 2, 1);
}

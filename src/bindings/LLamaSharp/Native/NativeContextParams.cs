using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary><c>llama_context_params</c> of b8390: 136 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeContextParams
{
    public uint ContextTokens;
    public uint BatchTokens;
    public uint MicroBatchTokens;
    public uint MaxSequences;
    public int Threads;
    public int BatchThreads;
    public int RopeScalingType;
    public int PoolingType;
    public int AttentionType;
    public int FlashAttentionType;
    public float RopeFrequencyBase;
    public float RopeFrequencyScale;
    public float YarnExtrapolationFactor;
    public float YarnAttentionFactor;
    public float YarnBetaFast;
    public float YarnBetaSlow;
    public uint YarnOriginalContext;
    public float DefragThreshold;
    public nint EvalCallback;
    public void* EvalCallbackUserData;
    public int KeyType;
    public int ValueType;
    public nint AbortCallback;
    public void* AbortCallbackUserData;
    public byte Embeddings;
    public byte OffloadKqv;
    public byte NoPerf;
    public byte OpOffload;
    public byte SlidingWindowFull;
    public byte KvUnified;
    public void* Samplers;
    public nuint SamplerCount;
}

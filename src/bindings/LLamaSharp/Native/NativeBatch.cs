using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary><c>llama_batch</c>: arrays of <see cref="TokenCount"/> entries, or null.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBatch
{
    public int TokenCount;
    public LLamaToken* Tokens;
    public float* Embeddings;
    public LLamaPos* Positions;
    public int* SequenceCounts;
    public LLamaSeqId** Sequences;
    public byte* Logits;
}

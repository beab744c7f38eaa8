namespace LLama.Native;

/// <summary>Tokens to decode in one go, of any number of sequences. Grows as needed; not thread-safe.</summary>
public class LLamaBatch
{
    private const int FirstCapacity = 128;

    private LLamaToken[] _tokens = new LLamaToken[FirstCapacity];
    private LLamaPos[] _positions = new LLamaPos[FirstCapacity];
    private LLamaSeqId[] _sequences = new LLamaSeqId[FirstCapacity];
    private int[] _sequenceCounts = new int[FirstCapacity];
    private nint[] _sequencePointers = new nint[FirstCapacity];
    private byte[] _logits = new byte[FirstCapacity];

    public int TokenCount { get; private set; }

    /// <summary>Adds one token.</summary>
    /// <param name="logits">Whether the model's prediction after this token is wanted.</param>
    /// <returns>The token's index, by which its logits are read.</returns>
    public int Add(LLamaToken token, LLamaPos pos, LLamaSeqId sequence, bool logits)
    {
        var index = TokenCount;
        if (index == _tokens.Length)
        {
            Grow(index * 2);
        }

        _tokens[index] = token;
        _positions[index] = pos;
        _sequences[index] = sequence;
        _sequenceCounts[index] = 1;
        _logits[index] = logits ? (byte)1 : (byte)0;
        TokenCount++;
        return index;
    }

    public void Clear() => TokenCount = 0;

    internal unsafe DecodeResult Decode(nint context)
    {
        fixed (LLamaToken* tokens = _tokens)
        fixed (LLamaPos* positions = _positions)
        fixed (LLamaSeqId* sequences = _sequences)
        fixed (int* counts = _sequenceCounts)
        fixed (nint* pointers = _sequencePointers)
        fixed (byte* logits = _logits)
        {
            for (var i = 0; i < TokenCount; i++)
            {
                pointers[i] = (nint)(sequences + i);
            }

            return NativeMethods.llama_decode(context, new NativeBatch
            {
                TokenCount = TokenCount,
                Tokens = tokens,
                Positions = positions,
                SequenceCounts = counts,
                Sequences = (LLamaSeqId**)pointers,
                Logits = logits,
            });
        }
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _tokens, capacity);
        Array.Resize(ref _positions, capacity);
        Array.Resize(ref _sequences, capacity);
        Array.Resize(ref _sequenceCounts, capacity);
        Array.Resize(ref _sequencePointers, capacity);
        Array.Resize(ref _logits, capacity);
    }
}

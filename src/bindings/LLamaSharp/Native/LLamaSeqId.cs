namespace LLama.Native;

/// <summary>Names one of a context's sequences.</summary>
public record struct LLamaSeqId
{
    public int Value;

    public static readonly LLamaSeqId Zero = new(0);

    private LLamaSeqId(int value) => Value = value;

    public static explicit operator int(LLamaSeqId pos) => pos.Value;

    public static explicit operator LLamaSeqId(int value) => new(value);
}

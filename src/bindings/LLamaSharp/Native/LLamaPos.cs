namespace LLama.Native;

/// <summary>A position in a sequence, counted from 0.</summary>
public record struct LLamaPos
{
    public int Value;

    private LLamaPos(int value) => Value = value;

    public static explicit operator int(LLamaPos pos) => pos.Value;

    public static implicit operator LLamaPos(int value) => new(value);
}

namespace LLama.Native;

/// <summary>An index into a model's vocabulary.</summary>
public readonly record struct LLamaToken
{
    public static readonly LLamaToken InvalidToken = -1;

    private readonly int _value;

    private LLamaToken(int value) => _value = value;

    public static explicit operator int(LLamaToken pos) => pos._value;

    public static implicit operator LLamaToken(int value) => new(value);

    public bool IsControl(SafeLlamaModelHandle.Vocabulary vocab) => vocab.IsControl(this);

    public bool IsEndOfGeneration(SafeLlamaModelHandle.Vocabulary vocab) => vocab.IsEndOfGeneration(this);

    public override string ToString() => _value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

namespace LocalVoice.Core.Text.Normalization.Numbers;

internal static class RomanNumerals
{
    private static readonly (int Value, string Sign)[] Signs =
    [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];

    /// <summary>1…3999, or 0 for an ill-formed numeral (<c>IIII</c>, <c>VX</c>).</summary>
    public static int Value(ReadOnlySpan<char> numeral)
    {
        var value = 0;
        foreach (var (worth, sign) in Signs)
        {
            var repeats = sign.Length == 2 || sign is "V" or "L" or "D" ? 1 : 3;
            for (; repeats > 0 && numeral.StartsWith(sign); repeats--)
            {
                value += worth;
                numeral = numeral[sign.Length..];
            }
        }

        return numeral.IsEmpty ? value : 0;
    }
}

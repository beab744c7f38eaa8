using System.Globalization;

namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>Numbers in words: sign, whole part, decimals; digit by digit where they are not read as a number.</summary>
internal sealed class SpokenNumbers(NumberWords words, INumberVerbalizer verbalizer)
{
    /// <summary>The largest whole number that can be named.</summary>
    public const long Largest = 999_999_999_999_999_999;

    private const int MostDigits = 18;

    // Longer fractions are read digit by digit; chosen by ear.
    private const int MostFractionDigits = 2;

    public string Say(WrittenNumber number, Gender gender)
    {
        var whole = number.IsWhole
            ? SayWhole(number.Whole, gender)
            : $"{SayWhole(number.Whole, Gender.Counting)} {words.Decimal} {SayFraction(number.Fraction)}";
        return number.Negative ? $"{words.Minus} {whole}" : whole;
    }

    /// <summary>A whole number; digit by digit with a leading zero or beyond the largest named number.</summary>
    public string SayWhole(string digits, Gender gender) =>
        TryValue(digits, out var value) ? verbalizer.Cardinal(value, gender) : SayDigits(digits);

    /// <summary>Reads digits one by one.</summary>
    public string SayDigits(ReadOnlySpan<char> digits)
    {
        var spoken = new string[digits.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            spoken[i] = words.Small[digits[i] - '0'];
        }

        return string.Join(' ', spoken);
    }

    /// <summary>The value of digits that are read as a number.</summary>
    public static bool TryValue(string digits, out long value)
    {
        value = 0;
        return digits.Length <= MostDigits
            && (digits.Length == 1 || digits[0] != '0')
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private string SayFraction(string digits) =>
        words.ReadsFractionAsNumber && digits.Length <= MostFractionDigits ? SayWhole(digits, Gender.Counting) : SayDigits(digits);
}

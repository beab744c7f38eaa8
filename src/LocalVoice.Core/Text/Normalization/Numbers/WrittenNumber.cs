namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>A number as written, as digit strings.</summary>
/// <param name="Whole">At least one digit, leading zeros kept.</param>
/// <param name="Fraction">The digits after the decimal mark; empty for a whole number.</param>
internal readonly record struct WrittenNumber(string Whole, string Fraction, bool Negative)
{
    /// <summary>
    /// A regular expression for the input of <see cref="Parse"/>, without the sign. Never begins or ends within
    /// digits.
    /// </summary>
    public const string Pattern = @"(?<![0-9])(?>(?:[0-9]{1,3}(?:[.,'’\u00a0\u202f][0-9]{3}){1,6}(?![0-9])|[0-9]+)(?:[.,][0-9]+)?)";

    /// <summary>As <see cref="Pattern"/>, with a minus sign that is not a hyphen.</summary>
    public const string Signed = @"(?<sign>(?<![\p{L}\p{Nd})%])[-−]|(?<![^\s(])–)?(?<number>" + Pattern + ")";

    public bool IsWhole => Fraction.Length == 0;

    /// <summary>
    /// Parses digits with separators. With two kinds of separators, the last is the decimal mark. One separator
    /// before exactly three digits groups, unless it is the language's decimal mark.
    /// </summary>
    public static WrittenNumber Parse(ReadOnlySpan<char> text, bool negative, char decimalMark)
    {
        var mark = DecimalAt(text, decimalMark);
        var whole = Digits(mark < 0 ? text : text[..mark]);
        return new(whole, mark < 0 ? "" : Digits(text[(mark + 1)..]), negative);
    }

    private static int DecimalAt(ReadOnlySpan<char> text, char decimalMark)
    {
        var last = text.LastIndexOfAnyExceptInRange('0', '9');
        if (last < 0 || text[last] is not ('.' or ','))
        {
            return -1;
        }

        var first = text.IndexOfAnyExceptInRange('0', '9');
        if (first != last)
        {
            return text[first] == text[last] ? -1 : last;
        }

        var groups = text[last] != decimalMark && text.Length - last - 1 == 3 && last <= 3 && text[0] != '0';
        return groups ? -1 : last;
    }

    private static string Digits(ReadOnlySpan<char> text)
    {
        Span<char> digits = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var count = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                digits[count++] = character;
            }
        }

        return new(digits[..count]);
    }
}

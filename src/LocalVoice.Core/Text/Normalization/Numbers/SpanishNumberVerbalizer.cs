namespace LocalVoice.Core.Text.Normalization.Numbers;

internal sealed class SpanishNumberVerbalizer(NumberWords words) : RomanceNumberVerbalizer(words)
{
    private const string Hundred = "cien";

    public override string Ordinal(long number, OrdinalForm form)
    {
        if (Masculine(number) is not { } masculine)
        {
            return Cardinal(number, form is OrdinalForm.Feminine or OrdinalForm.FemininePlural ? Gender.Feminine : Gender.Counting);
        }

        return form switch
        {
            OrdinalForm.MasculinePlural => EachWord(masculine, word => word + "s"),
            OrdinalForm.Feminine => EachWord(masculine, word => word[..^1] + "a"),
            OrdinalForm.FemininePlural => EachWord(masculine, word => word[..^1] + "as"),
            OrdinalForm.Short when masculine.EndsWith("primero", StringComparison.Ordinal) => masculine[..^1],
            OrdinalForm.Short when masculine.EndsWith("tercero", StringComparison.Ordinal) => masculine[..^1],
            _ => masculine,
        };
    }

    /// <summary>1…1000; null where the language says the cardinal.</summary>
    private string? Masculine(long number)
    {
        if (number is 0 or > 1000)
        {
            return null;
        }

        var (hundreds, rest) = Math.DivRem((int)number, 100);
        var below =
            rest < Words.Ordinals.Length ? Words.Ordinals[rest] : $"{Words.OrdinalTens[rest / 10]} {Words.Ordinals[rest % 10]}".TrimEnd();
        return $"{Words.OrdinalHundreds[hundreds]} {below}".Trim();
    }

    private static string EachWord(string words, Func<string, string> inflect) => string.Join(' ', words.Split(' ').Select(inflect));

    protected override string BelowHundred(int number)
    {
        if (number < Words.Small.Length)
        {
            return Words.Small[number];
        }

        var (tens, units) = Math.DivRem(number, 10);
        return units == 0 ? Words.Tens[tens] : $"{Words.Tens[tens]} y {Words.Small[units]}";
    }

    protected override string Hundreds(int hundreds, bool alone, Gender gender) =>
        hundreds == 1 ? (alone ? Hundred : Words.Hundreds[1])
        : gender == Gender.Feminine ? Words.Hundreds[hundreds][..^2] + "as"
        : Words.Hundreds[hundreds];

    protected override string Agree(string number, Gender gender)
    {
        if (gender == Gender.Counting || !number.EndsWith("uno", StringComparison.Ordinal))
        {
            return number;
        }

        return gender == Gender.Feminine ? number[..^1] + "a"
            : number == Words.Small[21] ? "veintiún"
            : number[..^1];
    }
}

namespace LocalVoice.Core.Text.Normalization.Numbers;

internal sealed class SpanishNumberVerbalizer(NumberWords words) : RomanceNumberVerbalizer(words)
{
    private const string Hundred = "cien";

    public override string Ordinal(long number, OrdinalForm form)
    {
        if (number is 0 or > 99)
        {
            return Cardinal(number, form == OrdinalForm.Feminine ? Gender.Feminine : Gender.Counting);
        }

        var masculine =
            number < Words.Ordinals.Length
                ? Words.Ordinals[number]
                : $"{Words.OrdinalTens[number / 10]} {Words.Ordinals[number % 10]}".TrimEnd();
        return form switch
        {
            OrdinalForm.Feminine => string.Join(' ', masculine.Split(' ').Select(word => word[..^1] + "a")),
            OrdinalForm.Short when masculine.EndsWith("primero", StringComparison.Ordinal) => masculine[..^1],
            OrdinalForm.Short when masculine.EndsWith("tercero", StringComparison.Ordinal) => masculine[..^1],
            _ => masculine,
        };
    }

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

namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>Catalan numbers; the tables have the Valencian forms <c>huit</c>, <c>cinqué</c> or the Central ones.</summary>
internal sealed class CatalanNumberVerbalizer(NumberWords words) : RomanceNumberVerbalizer(words)
{
    public override string Ordinal(long number, OrdinalForm form)
    {
        var masculine =
            number is > 0 && number < Words.Ordinals.Length ? Words.Ordinals[number] : Derive(Cardinal(number, Gender.Counting));
        var stem = masculine[^1] is 'é' or 'è' ? masculine[..^1] + "en" : masculine;
        return form switch
        {
            OrdinalForm.Feminine => stem + "a",
            OrdinalForm.FemininePlural => stem + "es",
            OrdinalForm.MasculinePlural => stem + "s",
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
        return units == 0 ? Words.Tens[tens]
            : tens == 2 ? $"{Words.Tens[tens]}-i-{Words.Small[units]}"
            : $"{Words.Tens[tens]}-{Words.Small[units]}";
    }

    protected override string Hundreds(int hundreds, bool alone, Gender gender)
    {
        var masculine = Words.Hundreds[hundreds];
        return hundreds == 1 || gender != Gender.Feminine ? masculine : Agree(masculine[..^"-cents".Length], gender) + "-centes";
    }

    protected override string Agree(string number, Gender gender)
    {
        if (gender != Gender.Feminine)
        {
            return number;
        }

        return EndsInWord(number, "un") ? number + "a"
            : EndsInWord(number, "dos") ? number[..^"dos".Length] + "dues"
            : number;
    }

    private static bool EndsInWord(string number, string word) =>
        number.EndsWith(word, StringComparison.Ordinal) && (number.Length == word.Length || number[^(word.Length + 1)] == '-');

    private string Derive(string cardinal)
    {
        var stem =
            cardinal.EndsWith("-cents", StringComparison.Ordinal) ? cardinal[..^1]
            : cardinal[^1] is 'a' or 'e' ? cardinal[..^1]
            : cardinal.EndsWith("cinc", StringComparison.Ordinal) ? cardinal[..^1] + "qu"
            : cardinal.EndsWith("nou", StringComparison.Ordinal) ? cardinal[..^1] + "v"
            : cardinal;
        return stem + Words.Ordinals[5][^1];
    }
}

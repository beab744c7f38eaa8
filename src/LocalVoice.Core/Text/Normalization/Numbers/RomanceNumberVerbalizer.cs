namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>Common rules of Spanish and Catalan numbers: thousands without "one", and the long scale in steps of a million.</summary>
internal abstract class RomanceNumberVerbalizer(NumberWords words) : INumberVerbalizer
{
    private const long Million = 1_000_000;

    protected NumberWords Words => words;

    public string Cardinal(long number, Gender gender)
    {
        if (number < Million)
        {
            return BelowMillion((int)number, gender);
        }

        var parts = new List<string>();
        AddScale(parts, number / (Million * Million), 2);
        AddScale(parts, number / Million % Million, 1);
        if (number % Million is var rest and > 0)
        {
            parts.Add(BelowMillion((int)rest, gender));
        }

        return string.Join(' ', parts);
    }

    public abstract string Ordinal(long number, OrdinalForm form);

    public string Year(int year) => Cardinal(year, Gender.Counting);

    /// <summary>1…99 in counting form, without agreement.</summary>
    protected abstract string BelowHundred(int number);

    /// <summary>1…9 hundreds, with or without a remainder.</summary>
    protected abstract string Hundreds(int hundreds, bool alone, Gender gender);

    /// <summary>Inflects the last word of a number below a hundred for gender.</summary>
    protected abstract string Agree(string number, Gender gender);

    private void AddScale(List<string> parts, long count, int scale)
    {
        if (count > 0)
        {
            parts.Add(BelowMillion((int)count, Gender.Masculine));
            parts.Add(count == 1 ? words.Scales[scale] : words.ScalesOfMany[scale]);
        }
    }

    private string BelowMillion(int number, Gender gender)
    {
        var (thousands, rest) = Math.DivRem(number, 1000);
        if (thousands == 0)
        {
            return BelowThousand(rest, gender);
        }

        var thousandsGender = gender == Gender.Feminine ? Gender.Feminine : Gender.Masculine;
        var head = thousands == 1 ? words.Scales[0] : BelowThousand(thousands, thousandsGender) + " " + words.Scales[0];
        return rest == 0 ? head : head + " " + BelowThousand(rest, gender);
    }

    private string BelowThousand(int number, Gender gender)
    {
        var (hundreds, rest) = Math.DivRem(number, 100);
        if (hundreds == 0)
        {
            return Agree(BelowHundred(rest), gender);
        }

        var head = Hundreds(hundreds, rest == 0, gender);
        return rest == 0 ? head : head + " " + Agree(BelowHundred(rest), gender);
    }
}

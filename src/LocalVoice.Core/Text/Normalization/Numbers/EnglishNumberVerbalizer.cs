namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>British English: "one hundred and five".</summary>
internal sealed class EnglishNumberVerbalizer(NumberWords words) : INumberVerbalizer
{
    public string Cardinal(long number, Gender gender)
    {
        if (number < 1000)
        {
            return BelowThousand((int)number);
        }

        var parts = new List<string>();
        var rest = (int)(number % 1000);
        var scale = 0;
        for (var head = number / 1000; head > 0; head /= 1000, scale++)
        {
            if (head % 1000 is var group and > 0)
            {
                parts.Insert(0, $"{BelowThousand((int)group)} {words.Scales[scale]}");
            }
        }

        if (rest > 0)
        {
            parts.Add(rest < 100 ? "and " + BelowThousand(rest) : BelowThousand(rest));
        }

        return string.Join(' ', parts);
    }

    public string Ordinal(long number, OrdinalForm form)
    {
        var (head, last) = Math.DivRem(number, 100);
        var ending =
            last < words.Ordinals.Length ? words.Ordinals[last]
            : last % 10 == 0 ? words.OrdinalTens[last / 10]
            : $"{words.Tens[last / 10]}-{words.Ordinals[last % 10]}";
        return head == 0 ? ending
            : last == 0 ? Cardinal(number, Gender.Counting) + "th"
            : $"{Cardinal(head * 100, Gender.Counting)} and {ending}";
    }

    public string Year(int year)
    {
        var (century, rest) = Math.DivRem(year, 100);
        return century < 10 || century % 10 == 0 && rest < 10 ? Cardinal(year, Gender.Counting)
            : rest == 0 ? BelowThousand(century) + " hundred"
            : rest < 10 ? $"{BelowThousand(century)} oh {words.Small[rest]}"
            : $"{BelowThousand(century)} {BelowThousand(rest)}";
    }

    private string BelowThousand(int number)
    {
        var (hundreds, rest) = Math.DivRem(number, 100);
        return hundreds == 0 ? BelowHundred(rest)
            : rest == 0 ? words.Small[hundreds] + " hundred"
            : $"{words.Small[hundreds]} hundred and {BelowHundred(rest)}";
    }

    private string BelowHundred(int number)
    {
        if (number < words.Small.Length)
        {
            return words.Small[number];
        }

        var (tens, units) = Math.DivRem(number, 10);
        return units == 0 ? words.Tens[tens] : $"{words.Tens[tens]}-{words.Small[units]}";
    }
}

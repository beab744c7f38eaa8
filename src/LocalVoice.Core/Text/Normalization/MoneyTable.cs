using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>Says amounts of money in one language. Immutable.</summary>
internal sealed class MoneyTable(MoneyData data, SpokenNumbers numbers, string minus)
{
    private const int CentDigits = 2;
    private const long Million = 1_000_000;

    private readonly FrozenDictionary<string, CurrencyName> _currencies = FigureJson
        .BySpelling(data.Currencies)
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ScaleName> _letters = FigureJson
        .BySpelling(data.Letters)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public CurrencyName? Find(string currency) => _currencies.GetValueOrDefault(currency.Replace(" ", ""));

    /// <summary>Whether the word or letter behind an amount multiplies it: <c>million</c>, <c>k</c>.</summary>
    public bool IsScale(string scale) => _letters.ContainsKey(scale) || data.Scales.Contains(scale);

    /// <param name="scale">As <see cref="IsScale"/>, or empty.</param>
    /// <param name="describes">Whether the amount describes what follows: <c>a $20 bill</c>.</param>
    public string Say(WrittenNumber amount, string scale, CurrencyName currency, bool describes)
    {
        if (scale.Length > 0)
        {
            return $"{SayScaled(amount, scale)} {(IsThousand(scale) ? "" : Of(currency))}{(describes ? currency.One : currency.Many)}";
        }

        if (amount.Fraction.Length > CentDigits)
        {
            return $"{numbers.Say(amount, currency.Gender)} {currency.Many}";
        }

        var cents = SayCents(amount.Fraction.PadRight(CentDigits, '0'), currency, alone: amount.Whole == "0");
        if (amount.Whole == "0" && cents.Length > 0)
        {
            return amount.Negative ? $"{minus} {cents}" : cents;
        }

        var of = IsRoundMillion(amount) ? Of(currency) : "";
        var name = amount.Whole == "1" || (describes && cents.Length == 0) ? currency.One : currency.Many;
        var whole = $"{numbers.Say(amount with { Fraction = "" }, currency.Gender)} {of}{name}";
        return cents.Length == 0 ? whole : $"{whole} {data.Joint} {cents}";
    }

    /// <summary>An amount with a scale and no currency: <c>10k</c>, <c>5M</c>.</summary>
    public string SayScaled(WrittenNumber amount, string scale)
    {
        if (!_letters.TryGetValue(scale, out var name))
        {
            return $"{numbers.Say(amount, Gender.Masculine)} {scale}";
        }

        var one = amount is { IsWhole: true, Whole: "1" };
        return one && name.OneAlone ? name.One : $"{numbers.Say(amount, Gender.Masculine)} {(one ? name.One : name.Many)}";
    }

    private string SayCents(string digits, CurrencyName currency, bool alone)
    {
        if (digits == "00")
        {
            return "";
        }

        var value = digits.TrimStart('0');
        var named = alone || data.SaysCents || int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) < data.CentsNamedBelow;
        var spoken = numbers.SayWhole(value, named ? Gender.Masculine : Gender.Counting);
        return named ? $"{spoken} {(value == "1" ? currency.Cent : currency.Cents)}" : spoken;
    }

    private bool IsThousand(string scale) =>
        scale == data.Scales[0] || (_letters.TryGetValue(scale, out var name) && name.Many == data.Scales[0]);

    private string Of(CurrencyName currency) =>
        currency.Many[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? data.OfMillionsBeforeVowel : data.OfMillions;

    private static bool IsRoundMillion(WrittenNumber amount) =>
        SpokenNumbers.TryValue(amount.Whole, out var value) && value > 0 && value % Million == 0;
}

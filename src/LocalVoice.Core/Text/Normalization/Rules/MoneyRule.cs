using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Prices: 12,50 €, $5, €3 million.</summary>
internal sealed partial class MoneyRule(LanguagePack language) : ISpeechRule
{
    private const int CentDigits = 2;
    private const long Million = 1_000_000;

    private MoneyWords Money => language.Data.Money;

    public string Apply(string text) => AmountFirst().Replace(SymbolFirst().Replace(text, Say), Say);

    private string Say(Match match)
    {
        if (!Money.Currencies.TryGetValue(match.Groups["currency"].Value, out var currency))
        {
            return match.Value;
        }

        var amount = match.Number(language.Data);
        var scale = match.Groups["scale"].Value;
        if (scale.Length == 0)
        {
            return Say(amount, currency);
        }

        return Money.Scales.Contains(scale.Trim())
            ? $"{language.Numbers.Say(amount, Gender.Masculine)} {scale.Trim()} {Of(currency)}{currency.Many}"
            : Say(amount, currency) + scale;
    }

    private string Say(WrittenNumber amount, CurrencyName currency)
    {
        if (amount.Fraction.Length > CentDigits)
        {
            return $"{language.Numbers.Say(amount, currency.Gender)} {currency.Many}";
        }

        var cents = SayCents(amount.Fraction.PadRight(CentDigits, '0'), currency, alone: amount.Whole == "0");
        if (amount.Whole == "0" && cents.Length > 0)
        {
            return amount.Negative ? $"{language.Data.Numbers.Minus} {cents}" : cents;
        }

        var of = IsRoundMillion(amount) ? Of(currency) : "";
        var name = amount.Whole == "1" ? currency.One : currency.Many;
        var whole = $"{language.Numbers.Say(amount with { Fraction = "" }, currency.Gender)} {of}{name}";
        return cents.Length == 0 ? whole : $"{whole} {Money.Joint} {cents}";
    }

    private string SayCents(string digits, CurrencyName currency, bool alone)
    {
        if (digits == "00")
        {
            return "";
        }

        var value = digits.TrimStart('0');
        var named = alone || Money.SaysCents;
        var spoken = language.Numbers.SayWhole(value, named ? Gender.Masculine : Gender.Counting);
        return named ? $"{spoken} {(value == "1" ? currency.Cent : currency.Cents)}" : spoken;
    }

    private string Of(CurrencyName currency) =>
        currency.Many[0] is 'a' or 'e' or 'o' or 'u' ? Money.OfMillionsBeforeVowel : Money.OfMillions;

    private static bool IsRoundMillion(WrittenNumber amount) =>
        SpokenNumbers.TryValue(amount.Whole, out var value) && value > 0 && value % Million == 0;

    [GeneratedRegex(@"(?<currency>[€$£¥])\s?" + WrittenNumber.Signed + @"(?<scale> \p{L}{1,12}(?!\p{L}))?")]
    private static partial Regex SymbolFirst();

    [GeneratedRegex(WrittenNumber.Signed + @"\s?(?<currency>[€$£¥]|(?:EUR|USD|GBP)(?!\p{L}))")]
    private static partial Regex AmountFirst();
}

using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Prices: 12,50 €, $5, €3 million, $10k, 3 M€, US$ 100, 10 €/mes.</summary>
internal sealed partial class MoneyRule(LanguagePack language) : ISpeechRule
{
    private const string Signs = @"(?:(?:US|U\.S\.|CA?|AU?|MX|AR|COL|CLP|R)?\$|[€£¥₹₽₩₺₿])";
    private const string Letter = @"k|K|MM|mm|M|mn|mln|m|bn|Bn|BN|B|b|trn|tn|T";
    private const string Rate = @"(?<per>(?:" + UnitTable.Denominators + @"| / \p{L}{1,12}))?";

    public string Apply(string text)
    {
        text = SymbolFirst().Replace(text, match => Say(text, match));
        return AmountFirst().Replace(text, match => Say(text, match));
    }

    private string Say(string text, Match match)
    {
        var scale = match.Groups["letter"].Value + match.Groups["word"].Value;
        var known = scale.Length == 0 || language.Money.IsScale(scale);
        var per = match.Groups["per"].Value.Replace(" / ", "/");
        if (language.Money.Find(match.Groups["currency"].Value) is not { } currency || (!known && match.Groups["first"].Success == false))
        {
            return match.Value;
        }

        var number = match.Number(language.Data) with { Negative = match.Groups["sign"].Success || match.Groups["minus"].Success };
        var end = match.Index + match.Length;
        var rate = per.Length == 0 ? "" : language.Units.Per(per) ?? per;
        return known
            ? language.Money.Say(number, scale, currency, Describes(text, match.Index, end)) + rate
            : language.Money.Say(number, "", currency, describes: IsArticle(text, match.Index)) + " " + scale + rate;
    }

    private bool IsArticle(string text, int start) => language.Units.IsAdjectiveAfter(Surroundings.WordBefore(text, start));

    private bool Describes(string text, int start, int end) =>
        IsArticle(text, start) && Surroundings.WordAfter(text, end) is { Length: > 0 } next && char.IsLower(next[0]);

    [GeneratedRegex(
        @"(?<!\p{L})(?<first>)(?<minus>(?<![\p{Nd})%])[-−])?(?<currency>"
            + Signs
            + @"|S/\.?|[A-Z]{3}(?=[ \u00a0]?[0-9]))[ \u00a0\u202f]?"
            + WrittenNumber.Signed
            + @"(?:[ \u00a0]?(?<letter>"
            + Letter
            + @")(?![\p{L}0-9])|[ \u00a0](?<word>mil mil(?:lones|ions)|\p{L}{3,9})(?!\p{L}))?"
            + Rate
    )]
    private static partial Regex SymbolFirst();

    [GeneratedRegex(
        WrittenNumber.Signed
            + @"(?:[ \u00a0\u202f]?(?<letter>"
            + Letter
            + @")|[ \u00a0](?<word>mil mil(?:lones|ions)|\p{L}{3,9})(?: de| d['’])?)?[ \u00a0\u202f]?(?<currency>"
            + Signs
            + @"|(?<!\p{L})[A-Z]{3}(?!\p{L}))"
            + Rate
    )]
    private static partial Regex AmountFirst();
}

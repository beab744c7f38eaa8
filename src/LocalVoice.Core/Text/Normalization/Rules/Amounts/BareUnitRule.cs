using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Units and rates without a number before them: en km/h, el km 12, por kg, €/mes, d'€.</summary>
internal sealed partial class BareUnitRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text)
    {
        text = Currency().Replace(text, SayCurrency);
        text = Rate().Replace(text, match => language.Units.Rate(match.Groups["word"].Value) is { } rate ? " " + rate : match.Value);
        return Unit().Replace(text, match => Say(text, match));
    }

    private string Say(string text, Match match)
    {
        var per = match.Groups["per"].Value;
        var rate = per.Length == 0 ? "" : language.Units.Per(per);
        if (
            rate is null
            || !language.Units.TryFind(match.Groups["unit"].Value, out var unit)
            || unit.Shy
            || (rate.Length == 0 && !unit.Alone)
        )
        {
            return match.Value;
        }

        var single =
            language.Units.IsSingularAfter(Surroundings.WordBefore(text, match.Index))
            || text.AsSpan(match.Index + match.Length) is [' ', >= '0' and <= '9', ..];
        return (single ? unit.One : unit.Many) + rate;
    }

    private string SayCurrency(Match match) =>
        language.Money.Find(match.Groups["currency"].Value) is { } currency && language.Units.Per(match.Groups["per"].Value) is { } rate
            ? match.Groups["of"].Value + currency.Many + rate
            : match.Value;

    [GeneratedRegex(@"(?<![\p{L}0-9/²³°'’.-])(?<unit>[°º][CF]|[µμ]?\p{L}{1,5}[²³23]?)(?<per>/[\p{L}µμ]{1,3}[²³23]?)?(?![\p{L}0-9²³/'’])")]
    private static partial Regex Unit();

    [GeneratedRegex(@"(?<of>d['’])?(?<currency>[€$£])(?<per>" + UnitTable.Denominators + @")?(?![0-9/\p{L}])")]
    private static partial Regex Currency();

    /// <summary>Two tablets/day.</summary>
    [GeneratedRegex(@"(?<=\p{L}{3}) ?/ ?(?<word>\p{Ll}{1,10})(?![\p{L}0-9/])")]
    private static partial Regex Rate();
}

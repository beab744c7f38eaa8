using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Ranges of prices with the currency first: $10-20 → 10-20 $, which the rules of ranges and prices read; $10k-20k.</summary>
internal sealed partial class MoneyRangeRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Range().Replace(text, Say);

    private string Say(Match match)
    {
        var (sign, low, high) = (match.Groups["sign1"].Value, match.Groups["low"].Value, match.Groups["high"].Value);
        var scale = match.Groups["scale"].Value;
        return match.Groups["lowScale"].Length > 0
            ? $"{sign}{low}{match.Groups["lowScale"].Value} {language.Data.Operators.Range} {sign}{high}{scale}"
            : $"{low}-{high}{scale} {sign}";
    }

    [GeneratedRegex(
        @"(?<!\p{L})(?<sign1>(?:US)?[€$£]) ?(?<low>"
            + WrittenNumber.Pattern
            + @")(?<lowScale>[kKMB]|bn)? ?[-–—] ?(?<high>"
            + WrittenNumber.Pattern
            + @")(?<scale>[kKMB](?!\p{L})|bn| (?:thousand|million|billion|trillion|mil(?!\p{L})|millones|milions))?(?! ?[%0-9€$£])"
    )]
    private static partial Regex Range();
}

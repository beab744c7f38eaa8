using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>A number with a unit: 5 km, 20 °C, 50 %, 9h. Unknown units are left unchanged.</summary>
internal sealed partial class MeasureRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Measure().Replace(text, Say);

    private string Say(Match match)
    {
        if (!language.Data.Units.TryGetValue(match.Groups["unit"].Value, out var unit))
        {
            return match.Value;
        }

        var number = match.Number(language.Data);
        var name = number is { IsWhole: true, Whole: "1" } ? unit.One : unit.Many;
        return $"{language.Numbers.Say(number, unit.Gender)} {name}";
    }

    [GeneratedRegex(WrittenNumber.Signed + @"\s?(?<unit>[%‰]|[°º]?\p{L}{1,4}(?:/\p{L})?[²³23]?|°)(?![\p{L}0-9²³/])")]
    private static partial Regex Measure();
}

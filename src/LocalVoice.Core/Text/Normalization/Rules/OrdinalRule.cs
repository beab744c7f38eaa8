using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Ordinals: 1.º, 2ª, 3er, 5é, 22nd.</summary>
internal sealed partial class OrdinalRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Ordinal().Replace(text, Say);

    private string Say(Match match)
    {
        if (!language.Data.OrdinalSuffixes.TryGetValue(match.Groups["suffix"].Value, out var form))
        {
            return match.Value;
        }

        return SpokenNumbers.TryValue(match.Groups["number"].Value, out var value) ? language.Verbalizer.Ordinal(value, form) : match.Value;
    }

    [GeneratedRegex(@"(?<![\p{L}0-9.,])(?<number>[0-9]{1,4})\.?(?<suffix>[ºª]|\p{L}{1,3})(?![\p{L}0-9])")]
    private static partial Regex Ordinal();
}

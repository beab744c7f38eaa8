using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Joins digits that are grouped by spaces: 12 345 678; and gives a decimal without a whole part its zero: .5.</summary>
internal sealed partial class GroupingRule(LanguagePack language) : ISpeechRule
{
    private const string NarrowSpace = "\u202f";

    public string Apply(string text) => BareDecimal().Replace(Grouped().Replace(text, Join), "0.");

    /// <summary>Where thousands have commas, "2 500 mg tablets" are two.</summary>
    private string Join(Match match)
    {
        var groups = match.Value.Split([' ', '\u00a0', '\u2009', '\u202f']);
        var surely = groups.Length > 2 || groups[1] == "000" || language.Data.DecimalMark == ',';
        return surely ? string.Join(NarrowSpace, groups) : match.Value;
    }

    [GeneratedRegex(@"(?<![\p{L}0-9.,:/-]|[0-9] )[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,5}(?![0-9]|[.,:/-][0-9]{3}| [0-9])")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<![\p{L}0-9.,)\]/])\.(?=[0-9])")]
    private static partial Regex BareDecimal();
}

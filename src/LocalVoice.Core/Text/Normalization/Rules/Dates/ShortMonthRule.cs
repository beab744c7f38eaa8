using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>Spanish and Catalan dates with an abbreviated month: 12 oct. 2024, 12-oct-24, 3 de feb. de 2025.</summary>
internal sealed partial class ShortMonthRule(LanguagePack language) : ISpeechRule
{
    private readonly Dictionary<string, int> _months = new(language.Figures.Dates.Months, StringComparer.OrdinalIgnoreCase);

    public string Apply(string text) => Date().Replace(text, Say);

    private string Say(Match match)
    {
        var year = match.Groups["year"].Value;
        var surely = year.Length > 0 || match.Groups["dot"].Success || match.Groups["of"].Success;
        if (!surely || !_months.TryGetValue(match.Groups["month"].Value, out var month) || match.Int("day") is < 1 or > 31)
        {
            return match.Value;
        }

        var day = match.Groups["day"].Value + " " + language.Data.Calendar.Months[month - 1];
        return year.Length == 0 ? day : $"{day} {language.Data.Calendar.Of} {(year.Length == 2 ? "20" + year : year)}";
    }

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,/-])(?<day>[0-9]{1,2})(?:[-/ ]|(?<of> d(?:e |['’])))(?<month>\p{L}{2,5})(?<dot>\.(?=[ ,/-]))?"
            + @"(?:(?:[-/ ]| de )(?<year>[0-9]{4}|[0-9]{2}(?![0-9:%]|[.,][0-9])))?(?![\p{L}0-9])"
    )]
    private static partial Regex Date();
}

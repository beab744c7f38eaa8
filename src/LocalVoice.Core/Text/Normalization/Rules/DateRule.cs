using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Dates in digits: 22/11/2026, 22-11-2026, 22.11.2026, 2026-11-22. Impossible dates are left unchanged.</summary>
internal sealed partial class DateRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) =>
        IsoDate()
            .Replace(LocalDate().Replace(text, SayLocal), match => Say(match, match.Int("day"), match.Int("month"), match.Int("year")));

    private string SayLocal(Match match)
    {
        var (first, second) = (match.Int("first"), match.Int("second"));
        var dayFirst = language.Data.Calendar.DayFirst ? second <= 12 : first > 12;
        var year = match.Int("year");
        return Say(match, dayFirst ? first : second, dayFirst ? second : first, year < 100 ? 2000 + year : year);
    }

    private string Say(Match match, int day, int month, int year) =>
        day is >= 1 and <= 31 && month is >= 1 and <= 12 && year > 0 ? language.Calendar.Date(day, month, year) : match.Value;

    [GeneratedRegex(
        @"(?<![0-9.,/-])(?<first>[0-9]{1,2})(?<mark>[/.-])(?<second>[0-9]{1,2})\k<mark>(?<year>[0-9]{4}|(?<!\.)[0-9]{2})(?![0-9/-]|\.[0-9])"
    )]
    private static partial Regex LocalDate();

    [GeneratedRegex(@"(?<![0-9.,/-])(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?![0-9/-])")]
    private static partial Regex IsoDate();
}

using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Times;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>
/// Dates in digits: 22/11/2026, 22-11-2026, 22.11.2026, 2026-11-22T10:30. Impossible dates are left unchanged.
/// </summary>
internal sealed partial class DateRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text)
    {
        text = Between().Replace(text, $" {language.Data.Operators.Range} ");
        text = IsoDate().Replace(LocalDate().Replace(text, SayLocal), SayIso);
        text = YearSlash().Replace(text, "-");
        return YearMonth().Replace(text, SayYearMonth);
    }

    private string SayLocal(Match match)
    {
        var (first, second) = (match.Int("first"), match.Int("second"));
        var dayFirst = language.Data.Calendar.DayFirst ? second <= 12 : first > 12;
        var year = match.Int("year");
        return Say(match, dayFirst ? first : second, dayFirst ? second : first, year < 100 ? 2000 + year : year);
    }

    private string SayIso(Match match)
    {
        var date = Say(match, match.Int("day"), match.Int("month"), match.Int("year"));
        if (date == match.Value || !match.Groups["hour"].Success)
        {
            return date;
        }

        var zone = match.Groups["zone"].Value;
        var time = language.Clock.Time(match.Int("hour"), match.Int("minute"), DayHalf.None);
        return $"{date}, {time}{(zone.Length == 0 ? "" : " UTC")}{(zone is "" or "Z" ? "" : zone)}";
    }

    private string Say(Match match, int day, int month, int year) =>
        day is >= 1 and <= 31 && month is >= 1 and <= 12 && year > 0 ? language.Calendar.Date(day, month, year) : match.Value;

    /// <summary>2024-10, which is no range of years, as the second would be before the first.</summary>
    private string SayYearMonth(Match match)
    {
        var month = match.Int("month");
        if (month is < 1 or > 12 || month > match.Int("year") % 100)
        {
            return match.Value;
        }

        return language.Calendar.Month(month, match.Int("year"));
    }

    [GeneratedRegex(
        @"(?<=[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}) ?[-–—] ?"
            + @"(?=[0-9]{1,2}/[0-9]{1,2}(?![0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    )]
    private static partial Regex Between();

    [GeneratedRegex(
        @"(?<![0-9.,/-])(?<first>[0-9]{1,2})(?<mark>[/.-])(?<second>[0-9]{1,2})\k<mark>(?<year>[0-9]{4}|(?<!\.)[0-9]{2})(?![0-9/-]|\.[0-9])"
    )]
    private static partial Regex LocalDate();

    [GeneratedRegex(
        @"(?<![0-9.,/-])(?<year>[0-9]{4})[-/](?<month>[0-9]{2})[-/](?<day>[0-9]{2})"
            + @"(?:[T ](?<hour>[01][0-9]|2[0-4]):(?<minute>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?![:0-9])"
            + @"(?:(?<zone>Z|[+-][0-9]{2}(?=:?00))(?::?00)?(?![\p{L}0-9]))?)?(?![0-9/-])"
    )]
    private static partial Regex IsoDate();

    /// <summary>The years of a season: 2023/24.</summary>
    [GeneratedRegex(@"(?<=(?<![0-9])(?:19|20)[0-9]{2})/(?=[0-9]{2}(?:[0-9]{2})?(?![0-9/%]))")]
    private static partial Regex YearSlash();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])(?<year>(?:19|20)[0-9]{2})-(?<month>[01][0-9])(?![\p{L}0-9/-]|[.,:][0-9])")]
    private static partial Regex YearMonth();
}

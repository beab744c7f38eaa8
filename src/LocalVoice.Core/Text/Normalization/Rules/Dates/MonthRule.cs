using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>English days beside a month's name: Oct. 12, October 12-15, 2024, 12 October; abbreviated months beside a number.</summary>
internal sealed partial class MonthRule(LanguagePack language) : ISpeechRule
{
    private const int LastDay = 31;

    private readonly FrozenDictionary<string, string> _months = language
        .Figures.Dates.Months.Select(month => (month.Key, Name: language.Data.Calendar.Months[month.Value - 1]))
        .Concat(language.Data.Calendar.Months.Select(name => (Key: name, Name: name)))
        .DistinctBy(month => month.Key)
        .ToFrozenDictionary(month => month.Key, month => month.Name);

    public string Apply(string text)
    {
        text = MonthFirst().Replace(text, match => SayMonthFirst(text, match));
        text = DayFirst().Replace(text, match => SayDayFirst(text, match));
        return MonthYear().Replace(text, match => Name(match) is { } month ? $"{month} {match.Groups["year"].Value}" : match.Value);
    }

    private string? Name(Match match) => _months.GetValueOrDefault(match.Groups["month"].Value);

    private string SayMonthFirst(string text, Match match)
    {
        if (Name(match) is not { } month || !TryDay(match, "day", out var day) || CountsPeople(text, match))
        {
            return match.Value;
        }

        var until = TryDay(match, "last", out var last) ? $" {language.Data.Operators.Range} {last}" : "";
        var year = match.Groups["year"];
        return $"{month} {day}{until}{(year.Success ? ", " + year.Value : "")}";
    }

    private string SayDayFirst(string text, Match match)
    {
        if (Name(match) is not { } month || !TryDay(match, "day", out var day))
        {
            return match.Value;
        }

        var the = Surroundings.LabelBefore(text, match.Index).Equals("the", StringComparison.OrdinalIgnoreCase) ? "" : "the ";
        return $"{the}{day} {language.Data.Calendar.Of} {month}{(match.Groups["gap"].Success ? " " : "")}";
    }

    private bool TryDay(Match match, string group, out string spoken)
    {
        var day = match.Groups[group].Success ? match.Int(group) : 0;
        spoken = day is >= 1 and <= LastDay ? language.Verbalizer.Ordinal(day, OrdinalForm.Masculine) : "";
        return spoken.Length > 0;
    }

    /// <summary>In March 3 people came.</summary>
    private static bool CountsPeople(string text, Match match) =>
        !match.Groups["year"].Success
        && Surroundings.WordBefore(text, match.Index).Equals("in", StringComparison.OrdinalIgnoreCase)
        && Surroundings.WordAfter(text, match.Index + match.Length) is { Length: > 2 } word
        && char.IsLower(word[0]);

    [GeneratedRegex(
        @"(?<![\p{L}0-9])(?<month>\p{Lu}\p{Ll}{2,8})\.?[ \u00a0](?<day>[0-9]{1,2})(?:st|nd|rd|th)?"
            + @"(?: ?[-–—] ?(?<last>[0-9]{1,2})(?:st|nd|rd|th)?)?(?:,? (?<year>[12][0-9]{3}))?"
            + @"(?![\p{L}0-9:%]|[.,/-][0-9]| (?:a|p)\.?m| [0-9]{3})"
    )]
    private static partial Regex MonthFirst();

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,/:–-])(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ \u00a0-](?<month>\p{Lu}\p{Ll}{2,8})"
            + @"(?:\.(?= \p{Ll}| [0-9]|,))?(?<gap>-(?=[0-9]{4}))?(?!\p{L})"
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\p{L})(?<month>\p{Lu}\p{Ll}{2,3})(?:\.? |-)(?<year>[12][0-9]{3})(?![\p{L}0-9]|[.,][0-9])")]
    private static partial Regex MonthYear();
}

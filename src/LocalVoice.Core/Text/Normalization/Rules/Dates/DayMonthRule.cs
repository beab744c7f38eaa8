using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>Dates without a year, after a word that makes them one: el 3/7, del 3/7 al 10/7, on 12/25. Others are fractions.</summary>
internal sealed partial class DayMonthRule(LanguagePack language) : ISpeechRule
{
    // Between the two dates of a range stand " a " or " and ".
    private const int WidestGap = 5;

    private readonly FrozenSet<string> _after = language.Figures.Dates.DayMonthAfter.ToWordSet();
    private readonly FrozenSet<string> _ofWords = language.Figures.Fractions.OfWords.ToWordSet();

    public string Apply(string text)
    {
        var lastEnd = -WidestGap - 1;
        return DayMonth()
            .Replace(
                text,
                match =>
                {
                    var follows = match.Index - lastEnd <= WidestGap || IsDateAfter(text, match);
                    if (!follows || Say(match) is not { } date)
                    {
                        return match.Value;
                    }

                    lastEnd = match.Index + match.Length;
                    return date;
                }
            );
    }

    private bool IsDateAfter(string text, Match match) =>
        _after.Contains(Surroundings.LabelBefore(text, match.Index))
        && !_ofWords.Contains(Surroundings.WordAfter(text, match.Index + match.Length));

    private string? Say(Match match)
    {
        var (first, second) = (match.Int("first"), match.Int("second"));
        var dayFirst = language.Data.Calendar.DayFirst ? second <= 12 : first > 12;
        var (day, month) = dayFirst ? (first, second) : (second, first);
        return day is >= 1 and <= 31 && month is >= 1 and <= 12 ? language.Calendar.Day(day, month) : null;
    }

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])(?<first>[0-9]{1,2})/(?<second>[0-9]{1,2})(?![\p{L}0-9/%-]|[.,][0-9]| ?=)")]
    private static partial Regex DayMonth();
}

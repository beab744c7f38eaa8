using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>All numbers not handled by another rule. They agree with the following noun where one is likely.</summary>
internal sealed partial class NumberRule(LanguagePack language) : ISpeechRule
{
    private const int YearDigits = 4;
    private const int LastDayOfMonth = 31;

    public string Apply(string text) => Number().Replace(text, match => Surroundings.Spaced(text, match, Say(text, match)));

    private string Say(string text, Match match)
    {
        var number = match.Number(language.Data);
        if (!number.IsWhole)
        {
            return language.Numbers.Say(number, Gender.Counting);
        }

        var before = Surroundings.WordBefore(text, match.Index);
        if (SayDate(match.Value, before) is { } date)
        {
            return date;
        }

        var gender = language.Nouns.GenderAt(text, match.Index, match.Index + match.Length, number.Whole == "1");
        return language.Numbers.Say(number, gender);
    }

    /// <summary>A year or, after a month, a day, in languages that read these in their own way.</summary>
    private string? SayDate(string written, string before)
    {
        var calendar = language.Data.Calendar;
        if (calendar.YearAfter.Length == 0 || !int.TryParse(written, out var value))
        {
            return null;
        }

        // The range of four-digit numbers read as years: chosen by ear, not measured.
        if (written.Length == YearDigits && value is > 1000 and < 2100)
        {
            return calendar.YearAfter.Contains(before) || before.Length == 0 ? language.Verbalizer.Year(value) : null;
        }

        return value is > 0 and <= LastDayOfMonth && calendar.Months.Contains(before)
            ? language.Verbalizer.Ordinal(value, OrdinalForm.Masculine)
            : null;
    }

    [GeneratedRegex(WrittenNumber.Signed)]
    private static partial Regex Number();
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>
/// Writes durations with their units, which the unit rule reads: 1h 30m → 1 h 30 min; 1:30:45 → 1 h 30 min 45 s; 3:45 min → 3 min 45 s.
/// </summary>
internal sealed partial class DurationRule(LanguagePack language) : ISpeechRule
{
    private readonly FrozenSet<string> _after = language.Figures.Times.DurationAfter.ToWordSet();
    private readonly FrozenSet<string> _timeAfter = language.Figures.Times.After.ToWordSet();

    public string Apply(string text)
    {
        text = Every().Replace(text, language.Figures.Times.Every + " ");
        text = HoursMinutes().Replace(text, "${hours} h ${minutes} min");
        text = MinutesSeconds().Replace(text, "${minutes} min ${seconds} s");
        text = Clock().Replace(text, match => SayClock(text, match));
        return ShortClock().Replace(text, match => SayShortClock(text, match));
    }

    /// <summary>A time of the day keeps its hours and minutes, for the rule of times.</summary>
    private string SayClock(string text, Match match) =>
        _timeAfter.Contains(Surroundings.LabelBefore(text, match.Index))
            ? $"{match.Groups["hours"].Value}:{match.Groups["minutes"].Value} {language.Data.Clock.And} {match.Int("seconds")} s".Replace(
                "  ",
                " "
            )
            : Parts((match.Int("hours"), "h"), (match.Int("minutes"), "min"), (match.Int("seconds"), "s"));

    private string SayShortClock(string text, Match match) =>
        match.Groups["unit"].Success || _after.Contains(Surroundings.LabelBefore(text, match.Index))
            ? Parts((match.Int("minutes"), "min"), (match.Int("seconds"), "s"))
            : match.Value;

    private static string Parts(params (int Count, string Unit)[] parts) =>
        string.Join(' ', parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Unit}").DefaultIfEmpty("0 s"));

    /// <summary>c/8 h.</summary>
    [GeneratedRegex(@"(?<![\p{L}0-9])c/ ?(?=[0-9]{1,3} ?(?:h|min|d)(?!\p{L}))")]
    private static partial Regex Every();

    [GeneratedRegex(@"(?<![\p{L}0-9.,:])(?<hours>[0-9]{1,4})\s?h\s?(?<minutes>[0-9]{1,2})\s?(?:m|min|mins|')(?![\p{L}0-9])")]
    private static partial Regex HoursMinutes();

    [GeneratedRegex(@"(?<![\p{L}0-9.,:])(?<minutes>[0-9]{1,4})\s?(?:min|m)\s?(?<seconds>[0-9]{1,2})\s?(?:s|seg|sec)(?![\p{L}0-9])")]
    private static partial Regex MinutesSeconds();

    [GeneratedRegex(
        @"(?<![0-9.,:/-])(?<hours>[0-9]{1,3}):(?<minutes>[0-5][0-9]):(?<seconds>[0-5][0-9])(?:[.,][0-9]{1,6})?(?:\s?h(?!\p{L}))?(?![0-9:])"
    )]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"(?<![0-9.,:/-])(?<minutes>[0-9]{1,3}):(?<seconds>[0-5][0-9])(?![0-9:])(?<unit>\s?(?:min(?:s|utos|utes|uts)?|minutos)(?!\p{L}))?"
    )]
    private static partial Regex ShortClock();
}

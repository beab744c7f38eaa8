using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Times;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>Times of day: 10:30, 9h30, 10.30 h, 9 a. m., UTC+2; a bare "9h" is left to the unit rule.</summary>
internal sealed partial class TimeRule(LanguagePack language) : ISpeechRule
{
    private readonly FrozenSet<string> _after = language.Figures.Times.After.ToWordSet();

    public string Apply(string text)
    {
        text = Range().Replace(text, $" {language.Data.Operators.Range} ");
        text = TimeOfDay().Replace(text, match => Say(text, match));
        return Zone().Replace(text, match => $" {(match.Value.Contains('+') ? language.Data.Symbols["+"] : language.Data.Numbers.Minus)} ");
    }

    private string Say(string text, Match match)
    {
        var minutes = match.Groups["minute"].Success;
        var half = match.Groups["half"].ValueSpan switch
        {
            "a" or "A" => DayHalf.Morning,
            "p" or "P" => DayHalf.Afternoon,
            _ => DayHalf.None,
        };
        if ((!minutes && half == DayHalf.None) || (match.Groups["mark"].ValueSpan is "." && !IsTime(text, match, half)))
        {
            return match.Value;
        }

        var endsSentence = match.Value[^1] == '.' && text.AsSpan(match.Index + match.Length).TrimEnd().IsEmpty;
        return language.Clock.Time(match.Int("hour"), minutes ? match.Int("minute") : 0, half) + (endsSentence ? "." : "");
    }

    /// <summary>Whether 9.30 is a time and no decimal number.</summary>
    private bool IsTime(string text, Match match, DayHalf half) =>
        half != DayHalf.None
        || match.Groups["hours"].Success
        || (language.Data.DecimalMark == ',' && _after.Contains(Surroundings.WordBefore(text, match.Index)));

    [GeneratedRegex(
        @"(?<![0-9][.,:/]?|[\p{L}€$£])(?<hour>2[0-4]|[01]?[0-9])"
            + @"(?:(?<mark>[:h.])(?<minute>[0-5][0-9])(?![0-9:]|[.,][0-9])(?<hours>\s?hs?(?!\p{L}))?)?"
            + @"(?:\s?(?<half>[ap])(?:\.\s?m\.?|m)(?!\p{L}))?(?![0-9:])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimeOfDay();

    /// <summary>9am-5pm, 9h-14h, 9:00-14:00, 9-11 AM.</summary>
    [GeneratedRegex(
        @"(?<=[0-9]\s?(?:[ap]\.?\s?m\.?|h)|:[0-5][0-9])\s?[-–—]\s?(?=[0-9])"
            + @"|(?<=(?<![\p{L}0-9./,:-])[0-9]{1,2})\s?[-–—]\s?(?=[0-9]{1,2}(?::[0-5][0-9](?![0-9:])|\s?[ap]\.?\s?m(?!\p{L})))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<=UTC|GMT)\s?[-+−](?=[0-9]{1,2})")]
    private static partial Regex Zone();
}

using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Times;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Times of day: 10:30, 9h30, 10:30 h, 9 a. m.; a bare "9h" is left to the unit rule.</summary>
internal sealed partial class TimeRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => TimeOfDay().Replace(text, match => Say(text, match));

    private string Say(string text, Match match)
    {
        var minutes = match.Groups["minute"].Success;
        var half = match.Groups["half"].ValueSpan switch
        {
            "a" or "A" => DayHalf.Morning,
            "p" or "P" => DayHalf.Afternoon,
            _ => DayHalf.None,
        };
        if (!minutes && half == DayHalf.None)
        {
            return match.Value;
        }

        var endsSentence = match.Value[^1] == '.' && text.AsSpan(match.Index + match.Length).TrimEnd().IsEmpty;
        return language.Clock.Time(match.Int("hour"), minutes ? match.Int("minute") : 0, half) + (endsSentence ? "." : "");
    }

    [GeneratedRegex(
        @"(?<![0-9][.,:]?)(?<hour>[01]?[0-9]|2[0-4])(?:[:h](?<minute>[0-5][0-9])(?![0-9:])(?:\s?hs?(?![\p{L}]))?)?"
            + @"(?:\s?(?<half>[ap])(?:\.\s?m\.|m(?![\p{L}])))?(?![0-9:])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimeOfDay();
}

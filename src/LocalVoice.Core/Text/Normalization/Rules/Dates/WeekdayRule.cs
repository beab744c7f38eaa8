using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>Ranges of weekdays: Mon-Fri, L-V.</summary>
internal sealed partial class WeekdayRule(LanguagePack language) : ISpeechRule
{
    private readonly Dictionary<string, string> _days = new(language.Figures.Dates.Weekdays, StringComparer.OrdinalIgnoreCase);

    public string Apply(string text) =>
        text.AsSpan().IndexOfAny('-', '–') < 0
            ? text
            : Days()
                .Replace(
                    text,
                    match =>
                        _days.TryGetValue(match.Groups["first"].Value, out var first)
                        && _days.TryGetValue(match.Groups["last"].Value, out var last)
                            ? $"{first} {language.Data.Operators.Range} {last}"
                            : match.Value
                );

    [GeneratedRegex(@"(?<![\p{L}0-9-])(?<first>\p{L}{1,9})\.? ?[-–] ?(?<last>\p{L}{1,9})(?:\.(?= \p{Ll}| [0-9]))?(?![\p{L}0-9-])")]
    private static partial Regex Days();
}

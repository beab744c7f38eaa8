using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>
/// English years and decades: in 1969, from 1939 to 1945, the 1990s, '80s; 1969 people and room 1969 are numbers.
/// </summary>
internal sealed partial class YearRule(LanguagePack language) : ISpeechRule
{
    private const int ShortestPlural = 4;

    private readonly FrozenSet<string> _yearAfter = language.Figures.Dates.YearAfter.ToWordSet();
    private readonly FrozenSet<string> _notYearAfter = language.Figures.Dates.NotYearAfter.ToWordSet();
    private readonly FrozenSet<string> _counted = language.Figures.Dates.Counted.ToWordSet();
    private readonly FrozenSet<string> _plurals = language.Figures.Dates.Plurals.ToWordSet();
    private readonly FrozenSet<string> _decadeAfter = language.Figures.Dates.DecadeAfter.ToWordSet();

    public string Apply(string text)
    {
        text = Decade().Replace(text, match => SayDecade(text, match));
        text = Year().Replace(text, match => SayYear(text, match));
        return ShortYear().Replace(text, "");
    }

    private string SayDecade(string text, Match match)
    {
        var written = match.Groups["year"].Value;
        if (written.Length == 2 && !match.Groups["short"].Success && !_decadeAfter.Contains(Surroundings.LabelBefore(text, match.Index)))
        {
            return match.Value;
        }

        var value = int.Parse(written, CultureInfo.InvariantCulture);
        return Plural(written.Length == 4 ? language.Verbalizer.Year(value) : language.Verbalizer.Cardinal(value, Numbers.Gender.Counting));
    }

    private static string Plural(string number) => number[^1] == 'y' ? number[..^1] + "ies" : number + "s";

    private string SayYear(string text, Match match)
    {
        var written = match.Groups["year"].Value;
        var before = Surroundings.LabelBefore(text, match.Index);
        var after = Surroundings.WordAfter(text, match.Index + match.Length);
        var isYear =
            _counted.Contains(after) || _notYearAfter.Contains(before)
                ? false
                : _yearAfter.Contains(before) || (!IsPlural(after) && !written.StartsWith("10", StringComparison.Ordinal));
        return isYear ? language.Verbalizer.Year(int.Parse(written, CultureInfo.InvariantCulture)) : match.Value;
    }

    private bool IsPlural(string word) =>
        _plurals.Contains(word)
        || (word.Length >= ShortestPlural && char.IsLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'));

    [GeneratedRegex(@"(?<![\p{L}0-9.,/:])(?<short>['’‘])?(?<year>[12][0-9]{2}0|[2-9]0)(?<mark>['’])?s(?![\p{L}0-9])")]
    private static partial Regex Decade();

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,/:€$£¥#+−-]|[€$£¥] |[0-9] )(?<year>1[0-9]{3}|20[0-9]{2})(?![\p{L}0-9%€$£°/]|[.,:][0-9]| ?[€£$%=+×*²^])"
    )]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![\p{L}0-9])['’‘](?=[0-9]{2}(?![0-9\p{L}'’]))")]
    private static partial Regex ShortYear();
}

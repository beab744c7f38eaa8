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

    // Earlier ones are more often amounts, unless a word says so: in 1066.
    private const int EarliestYear = 1100;

    // "It was 1984", but "the answer is 1234".
    private const int EarliestBareYear = 1900;

    private readonly FrozenSet<string> _yearAfter = language.Figures.Dates.YearAfter.ToWordSet();
    private readonly FrozenSet<string> _notYearAfter = language.Figures.Dates.NotYearAfter.ToWordSet();
    private readonly FrozenSet<string> _perhapsYearAfter = language.Figures.Dates.PerhapsYearAfter.ToWordSet();
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
        var year = match.Int("year");
        var before = Surroundings.LabelBefore(text, match.Index);
        var after = Surroundings.WordAfter(text, match.Index + match.Length);
        var isYear = match.Groups["pair"].Success || match.Groups["fiscal"].Success || IsYear(year, before, after);
        return isYear ? Surroundings.Spaced(text, match, language.Verbalizer.Year(year)) : match.Value;
    }

    private bool IsYear(int year, string before, string after)
    {
        if (_counted.Contains(after) || _notYearAfter.Contains(before) || IsMeasure(after))
        {
            return false;
        }

        var earliest = _perhapsYearAfter.Contains(before) ? EarliestBareYear : EarliestYear;
        return _yearAfter.Contains(before) || (year >= earliest && !IsPlural(after));
    }

    /// <summary>1500 USD, 1200 mAh, 1100 million; "in" and "a" are no units here.</summary>
    private bool IsMeasure(string word) =>
        language.Money.IsScale(word) || language.Money.Find(word) is not null || (language.Units.TryFind(word, out var unit) && !unit.Shy);

    private bool IsPlural(string word) =>
        _plurals.Contains(word)
        || (word.Length >= ShortestPlural && char.IsLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'));

    [GeneratedRegex(@"(?<![\p{L}0-9.,/:])(?<short>['’‘])?(?<year>[12][0-9]{2}0|[2-9]0)(?<mark>['’])?s(?![\p{L}0-9])")]
    private static partial Regex Decade();

    [GeneratedRegex(
        // After FY; after another year of the same events; Q3 2022.
        @"(?:(?<fiscal>(?<=(?<!\p{L})[FC]Y))|(?<pair>(?<=(?<![\p{L}0-9.,€$£])(?:1[0-9]|20)[0-9]{2} (?:and|or) ))"
            + @"|(?<![\p{L}0-9.,/:€$£¥#+−-]|[€$£¥] |(?<![QH])[0-9] ))"
            + @"(?<year>1[0-9]{3}|20[0-9]{2})(?![\p{L}0-9%€$£°/]|[.,:][0-9]| ?[€£$%=+×*²^])"
    )]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![\p{L}0-9])['’‘](?=[0-9]{2}(?![0-9\p{L}'’]))")]
    private static partial Regex ShortYear();
}

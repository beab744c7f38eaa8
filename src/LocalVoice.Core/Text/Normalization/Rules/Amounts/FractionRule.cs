using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Fractions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Fractions with what they are of (1/2 taza, 1 1/2 cups), marks (7/10), steps (paso 1/3), sayings (24/7).</summary>
internal sealed partial class FractionRule(LanguagePack language) : ISpeechRule
{
    // Marks are out of these; of others only after a word such as "score".
    private static readonly FrozenSet<int> Best = new[] { 10, 20, 100 }.ToFrozenSet();

    // The year of a law or a file: 39/2015.
    private const int YearDigits = 4;

    private readonly FractionWords _words = language.Figures.Fractions;
    private readonly FrozenSet<string> _ofWords = language.Figures.Fractions.OfWords.ToWordSet();
    private readonly FrozenSet<string> _ofAll = language.Figures.Fractions.OfAllWords.ToWordSet();
    private readonly FrozenSet<string> _notOf = language.Figures.Fractions.NotOf.ToWordSet();
    private readonly FrozenSet<string> _stepAfter = language.Figures.Fractions.StepAfter.ToWordSet();
    private readonly FrozenSet<string> _scoreBeside = language.Figures.Fractions.ScoreBeside.ToWordSet();

    public string Apply(string text)
    {
        if (!text.Contains('/'))
        {
            return text;
        }

        text = DecimalMark().Replace(text, $" {_words.Over} ");
        return Fraction().Replace(text, match => Say(text, match));
    }

    private string Say(string text, Match match)
    {
        var whole = match.Groups["whole"].Success ? match.Int("whole") : 0;
        var (count, part) = (match.Int("count"), match.Int("part"));
        var tail = match.Groups["tail"].Value;
        if (whole == 0 && language.Figures.Said.TryGetValue($"{count}/{part}", out var said))
        {
            return said + tail;
        }

        var of = match.Groups["of"].Length > 0;
        var written = match.Groups["noun"].Value;
        var ofYear = match.Groups["part"].Length == YearDigits || match.Groups["count"].Length == YearDigits;
        if (whole == 0 && (count >= part || ofYear || IsMark(text, match, part) || IsStep(text, match)))
        {
            var joint =
                ofYear ? language.Data.Operators.Slash
                : IsStep(text, match) ? _words.OfSteps
                : count > part || (!Best.Contains(part) && !IsScore(text, match)) ? _words.Above
                : _words.Over;
            return $"{Cardinal(count)} {joint} {Cardinal(part)}{tail}";
        }

        var noun = of && !(count == 1 && part == 2) ? null : Noun(written);
        if (whole == 0 && count == 1 && part == 2 && _ofAll.Contains(written))
        {
            return _words.OfAll + tail;
        }

        var spoken =
            language.Fractions.Say(whole, count, part, noun)
            ?? $"{(whole > 0 ? whole + " " : "")}{Cardinal(count)} {_words.Above} {Cardinal(part)}";
        return noun is null ? spoken + tail : spoken;
    }

    private bool IsMark(string text, Match match, int best)
    {
        var behind = match.Groups["noun"].Value;
        var isPart = match.Groups["of"].Length > 0 || _ofWords.Contains(behind) || Noun(behind) is not null;
        return IsScore(text, match) || (!isPart && Best.Contains(best));
    }

    private bool IsStep(string text, Match match) => _stepAfter.Contains(Surroundings.LabelBefore(text, match.Index));

    private bool IsScore(string text, Match match) =>
        _scoreBeside.Contains(match.Groups["noun"].Value) || _scoreBeside.Contains(Surroundings.LabelBefore(text, match.Index));

    private FractionNoun? Noun(string word)
    {
        if (language.Units.TryFind(word, out var unit) && (!unit.Shy || word is "l" or "L" or "t"))
        {
            return new(unit.One, unit.Many, unit.Gender, IsSingularKnown: true);
        }

        if (word.Length < 3 || !char.IsLower(word[0]) || _notOf.Contains(word))
        {
            return null;
        }

        var gender = language.Nouns.IsFeminineNoun(word) ? Gender.Feminine : Gender.Masculine;
        var plural = word[^1] == 's';
        var singular = plural && word[^2] is 'a' or 'o' && word.Length > 4 && gender != Gender.Counting;
        return new(plural && singular ? word[..^1] : word, word, gender, IsSingularKnown: !plural || singular);
    }

    private string Cardinal(int value) => language.Numbers.SayWhole(value.ToString(CultureInfo.InvariantCulture), Gender.Counting);

    /// <summary>4.5/5.</summary>
    [GeneratedRegex(@"(?<=(?<![0-9.,])[0-9]{1,2}[.,][0-9]{1,2})/(?=[0-9]{1,3}(?![0-9/]|[.,][0-9]))")]
    private static partial Regex DecimalMark();

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,/:$€£-]|[0-9] )(?:(?<whole>[0-9]{1,3})[ \u00a0\u202f])?(?<count>[0-9]{1,4})/(?<part>[0-9]{1,4})"
            + @"(?![0-9/]|[.,:][0-9])"
            + @"(?<tail>[ \u00a0](?<of>de |d['’]|of )(?<noun>\p{L}{1,20})(?!\p{L})|[ \u00a0-]?(?<noun>\p{L}{1,20}[²³]?)(?![\p{L}0-9/]))?"
    )]
    private static partial Regex Fraction();
}

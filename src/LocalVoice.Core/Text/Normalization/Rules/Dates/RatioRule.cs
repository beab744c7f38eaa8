using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>What is written as a time and is none: ratios (16:9, a ratio of 16:10) and verses (Juan 3:16).</summary>
internal sealed partial class RatioRule(LanguagePack language) : ISpeechRule
{
    // "a ratio of", "en una proporción de": the word stands one or two before the figures.
    private const int WordsBefore = 2;

    private readonly FrozenSet<string> _ratioAfter = language.Figures.Times.RatioAfter.ToWordSet();
    private readonly FrozenSet<string> _verseAfter = language.Figures.Times.VerseAfter.ToFrozenSet(StringComparer.Ordinal);

    public string Apply(string text) => Colon().Replace(text, match => Say(text, match));

    private string Say(string text, Match match)
    {
        var (first, second) = (match.Groups["first"].Value, match.Groups["second"].Value);
        if (_verseAfter.Contains(Surroundings.LabelBefore(text, match.Index)))
        {
            return $"{first} {second}";
        }

        // Minutes have two digits; so may be a time what does not stand after a word for ratios.
        var ratio = second.Length != 2 || first.Length > 2 || Surroundings.Follows(text, match.Index, WordsBefore, _ratioAfter);
        return ratio ? $"{first} {language.Data.Operators.Range} {second}" : match.Value;
    }

    [GeneratedRegex(@"(?<![\p{L}0-9.,:])(?<first>[0-9]{1,4}):(?<second>[0-9]{1,3}(?:[.,][0-9]{3}){1,2}|[0-9]{1,6})(?![0-9:]|\.[0-9]| ?=)")]
    private static partial Regex Colon();
}

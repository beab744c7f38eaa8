using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Roman numerals, only after words that take one: a century, a chapter, a king.</summary>
internal sealed partial class RomanRule(LanguagePack language) : ISpeechRule
{
    private readonly RomanTables _tables = language.Data.Romans;
    private readonly FrozenSet<string> _cardinalAfter = language.Data.Romans.CardinalAfter.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _masculineAfter = language.Data.Romans.MasculineAfter.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _feminineAfter = language.Data.Romans.FeminineAfter.ToFrozenSet(StringComparer.Ordinal);

    public string Apply(string text) => Numeral().Replace(text, Say);

    private string Say(Match match)
    {
        var word = match.Groups["word"].Value;
        var value = RomanNumerals.Value(match.Groups["roman"].ValueSpan);
        if (value == 0)
        {
            return match.Value;
        }

        if (_cardinalAfter.Contains(word))
        {
            return $"{word} {language.Verbalizer.Cardinal(value, Gender.Counting)}";
        }

        var feminine = _feminineAfter.Contains(word);
        if (!feminine && !_masculineAfter.Contains(word))
        {
            return match.Value;
        }

        return value > _tables.LargestOrdinal
            ? $"{word} {language.Verbalizer.Cardinal(value, Gender.Counting)}"
            : $"{word} {_tables.Prefix}{language.Verbalizer.Ordinal(value, feminine ? OrdinalForm.Feminine : OrdinalForm.Masculine)}";
    }

    [GeneratedRegex(@"(?<!\p{L})(?<word>\p{L}{3,20}) (?<roman>[IVXLCDM]{1,9})(?![\p{L}0-9.]\p{L}|[\p{L}0-9])")]
    private static partial Regex Numeral();
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Nouns;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Ordinals: 1.º, 2ª, 3er, 5é, 22nd, 1,000th, 2ns; "1.º lugar" is <c>primer lugar</c>.</summary>
internal sealed partial class OrdinalRule(LanguagePack language) : ISpeechRule
{
    private const char Degree = '°';

    private readonly FrozenSet<string> _articles = language.Words.Romans.Articles.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _connectors = language.Words.Nouns.Connectors.ToFrozenSet(StringComparer.Ordinal);

    public string Apply(string text) => Ordinal().Replace(text, match => Surroundings.Spaced(text, match, Say(text, match)));

    private string Say(string text, Match match)
    {
        var suffix = match.Groups["suffix"].Value;
        var digits = string.Concat(match.Groups["number"].Value.Where(char.IsAsciiDigit));
        return SpokenNumbers.TryValue(digits, out var value) && FormOf(text, match, suffix) is { } form && Suits(value, form, suffix)
            ? language.Verbalizer.Ordinal(value, form)
            : match.Value;
    }

    private OrdinalForm? FormOf(string text, Match match, string suffix)
    {
        var noun = TextWords.After(text, match.Index + match.Length, out var nounEnd);
        var isArticled = _articles.Contains(TextWords.Before(text, match.Index, out _));
        var isCertain = language.Data.OrdinalSuffixes.TryGetValue(suffix, out var form);
        if (isCertain ? suffix[0] == Degree && !isArticled : !language.Data.OrdinalLetters.TryGetValue(suffix, out form))
        {
            return null;
        }

        return isCertain || isArticled || Agrees(noun, form) || IsFirstOfTwo(text, noun, nounEnd, suffix)
            ? form == OrdinalForm.Masculine && language.Nouns.IsMasculineNoun(noun)
                ? OrdinalForm.Short
                : form
            : null;
    }

    private bool Agrees(string noun, OrdinalForm form) =>
        form is OrdinalForm.Masculine or OrdinalForm.MasculinePlural
            ? language.Nouns.IsMasculineNoun(noun)
            : language.Nouns.IsFeminineNoun(noun);

    /// <summary>"1a y 3a planta".</summary>
    private bool IsFirstOfTwo(string text, string connector, int end, string suffix) =>
        _connectors.Contains(connector)
        && TextWords.IsNumberAfter(text, end, out var next)
        && string.CompareOrdinal(text, next, suffix, 0, suffix.Length) == 0;

    /// <summary>A single consonant must be the ordinal's last one: 4t is <c>quart</c>, 5t five tonnes.</summary>
    private bool Suits(long value, OrdinalForm form, string suffix) =>
        suffix is not ("r" or "n" or "t") || language.Verbalizer.Ordinal(value, form).EndsWith(suffix, StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,])(?<number>[0-9]{1,3}(?:[.,][0-9]{3}){1,2}|[0-9]{1,6})"
            + @"(?:\.?(?<suffix>[ºª]s?|°(?=\s?[\p{L}.,;]))(?![CFK](?!\p{L}))(?=\P{L}|\p{Lu}(?!\p{L})|$)"
            + @"|\.?(?<suffix>\p{L}{1,3})(?![\p{L}0-9])(?:\.(?= \p{Ll}))?)"
    )]
    private static partial Regex Ordinal();
}

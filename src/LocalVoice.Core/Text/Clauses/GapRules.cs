using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>Whether two words may be said apart.</summary>
internal enum Gap
{
    /// <summary>A pause between them does no harm.</summary>
    Free,

    /// <summary>They are better said together, if that is not for long: the words of a name.</summary>
    Leaning,

    /// <summary>They are one expression: a number and its unit, a king and his numeral.</summary>
    Bound,

    /// <summary>The next character decides.</summary>
    Undecided,
}

/// <summary>Finds the gaps inside expressions: numbers in groups, times, dates, units, names with numerals, abbreviations.</summary>
internal sealed class GapRules(ClauseLanguage language, Lookahead lookahead)
{
    private const int LongestUnit = 4;

    /// <summary>Classifies the gap at <paramref name="gap"/> after the word that starts at <paramref name="tokenStart"/>.</summary>
    /// <param name="before">The word before it, or empty.</param>
    public Gap Read(ReadOnlySpan<char> text, ReadOnlySpan<char> before, int tokenStart, int gap, bool complete)
    {
        var word = text[tokenStart..gap].TrimStart(ClauseLanguage.Openers);
        if (word.IsEmpty || IsAlwaysBound(word, before))
        {
            return Gap.Bound;
        }

        if (!MayBind(word, before))
        {
            return Gap.Free;
        }

        var next = lookahead.Visible(text, gap);
        return next == text.Length ? (complete ? Gap.Free : Gap.Undecided)
            : Binds(word, before, text[next]) ? Gap.Bound
            : IsName(word) && char.IsUpper(text[next]) ? Gap.Leaning
            : Gap.Free;
    }

    private static bool IsName(ReadOnlySpan<char> word) =>
        word.Length > 1 && char.IsUpper(word[0]) && char.IsLower(word[1]) && char.IsLetter(word[^1]);

    /// <summary>After a number, a sign, an abbreviation inside a sentence, or the connecting word of a range or date.</summary>
    private bool IsAlwaysBound(ReadOnlySpan<char> word, ReadOnlySpan<char> before)
    {
        var last = word[^1];
        if (PunctuationRules.IsMark(last))
        {
            return last == '.' && language.KindOf(word) is AbbreviationKind.Inner or AbbreviationKind.BeforeNumber;
        }

        return IsNumber(word)
            || !(char.IsLetterOrDigit(last) || PunctuationRules.IsCloser(last))
            || ((IsNumber(before) || language.IsMonth(before) || IsRowOfNumerals(before, word)) && language.ContinuesPhrase(word));
    }

    /// <summary>XV y XVI; the connecting words of a row are of one letter but in English.</summary>
    private static bool IsRowOfNumerals(ReadOnlySpan<char> before, ReadOnlySpan<char> word) =>
        word.Length == 1 && !before.IsEmpty && ClauseLanguage.IsRomanNumeral(before);

    /// <summary>Whether it depends on what follows.</summary>
    private bool MayBind(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        word.Length == 1
        || char.IsUpper(word[0])
        || IsNumber(word)
        || language.TakesNumber(word)
        || language.IsMonth(word)
        || (IsNumber(before) && word.Length <= LongestUnit);

    private bool Binds(ReadOnlySpan<char> word, ReadOnlySpan<char> before, char next)
    {
        if (char.IsDigit(next))
        {
            return true;
        }

        if (ClauseLanguage.IsRomanNumeral(word))
        {
            return char.IsUpper(next) || (next is 'y' or 'i' && language.TakesNumber(before));
        }

        return language.IsMonth(word) ? next == 'd'
            : (word.Length == 1 || IsNumber(word)) && IsOperator(next) ? true
            : ClauseLanguage.IsRoman(next) && TakesNumeral(word);
    }

    private bool TakesNumeral(ReadOnlySpan<char> word) =>
        (char.IsUpper(word[0]) || language.TakesNumber(word)) && !PunctuationRules.IsMark(word[^1]);

    private static bool IsOperator(char character) => "=+-−×÷*/<>≤≥≈≠^²³".Contains(character);

    private static bool IsNumber(ReadOnlySpan<char> word) => word.ContainsAnyInRange('0', '9');
}

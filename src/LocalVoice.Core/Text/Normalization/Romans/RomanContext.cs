using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Nouns;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Romans;

/// <summary>Tells numerals from initials, words and other abbreviations by the words around them. Immutable.</summary>
internal sealed class RomanContext(RomanTables tables, CountedNouns nouns)
{
    // Shorter words in small letters are articles and prepositions ("por vía IV"); chosen by trial.
    private const int ShortestNoun = 4;

    private readonly FrozenSet<string> _centuries = tables.Centuries.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _cardinalAfter = tables.CardinalAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _masculineAfter = tables.MasculineAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _feminineAfter = tables.FeminineAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _ordinalBefore = tables.OrdinalBefore.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _articles = tables.Articles.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _notNumerals = tables.NotNumerals.Concat(tables.NotAlone).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _oneBefore = tables.OneBefore.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="start">Where a well-formed numeral begins in <paramref name="text"/>.</param>
    /// <param name="end">Where it ends.</param>
    public RomanReading Read(string text, int start, int end)
    {
        var numeral = text[start..end];
        var before = TextWords.Before(text, start, out var beforeStart);
        if (_centuries.Contains(before) || char.IsLower(numeral[0]))
        {
            return _centuries.Contains(before) ? RomanReading.Cardinal : RomanReading.None;
        }

        var after = TextWords.After(text, end, out _);
        if (numeral is ['C' or 'D' or 'L' or 'M'] || tables.NotNumerals.Contains(numeral) || IsPronoun(numeral, after))
        {
            return RomanReading.None;
        }

        return IsListed(_cardinalAfter, before) && !IsModel(before, numeral) ? RomanReading.Cardinal
            : IsName(text, before, numeral, end) ? (_feminineAfter.Contains(before) ? RomanReading.Queen : RomanReading.King)
            : IsOrdinal(numeral, before, after) ? Agreeing(after)
            : IsPlain(numeral) ? ReadPlain(text, before, beforeStart, end)
            : RomanReading.None;
    }

    /// <summary>Behind a king's name; a letter with a full stop and a name behind it is an initial.</summary>
    private bool IsName(string text, string before, string numeral, int end) =>
        before.Length > 0
        && char.IsUpper(before[0])
        && (_masculineAfter.Contains(before) || _feminineAfter.Contains(before))
        && !(numeral.Length == 1 && end + 1 < text.Length && text[end] == '.' && !text.AsSpan(end + 1).TrimStart().IsEmpty);

    private bool IsOrdinal(string numeral, string before, string after) =>
        after.Length > 1
        && !(numeral.Length == 1 && _oneBefore.Count > 0)
        && (IsListed(_ordinalBefore, after) || (_articles.Contains(before) && char.IsUpper(after[0]) && char.IsLower(after[1])));

    private RomanReading Agreeing(string noun) =>
        (nouns.GenderOf(noun) == Gender.Feminine, noun[^1] == 's' && !_ordinalBefore.Contains(noun)) switch
        {
            (true, false) => RomanReading.Feminine,
            (true, true) => RomanReading.FemininePlural,
            (false, true) => RomanReading.MasculinePlural,
            _ => RomanReading.Masculine,
        };

    /// <summary>More than one letter, and none that make common abbreviations.</summary>
    private bool IsPlain(string numeral) =>
        numeral.Length > 1 && !numeral.AsSpan().ContainsAnyExcept("IVX") && !_notNumerals.Contains(numeral);

    private RomanReading ReadPlain(string text, string before, int beforeStart, int end)
    {
        if (before.Length == 0)
        {
            // A heading: "II. Method".
            return beforeStart < 1 && end < text.Length && text[end] is '.' or ')' ? RomanReading.Cardinal : RomanReading.None;
        }

        if (!char.IsUpper(before[0]))
        {
            return tables.FollowsAnyWord && before.Length >= ShortestNoun ? RomanReading.Cardinal : RomanReading.None;
        }

        var isFullName = tables.Prefix.Length > 0 && _masculineAfter.Contains(TextWords.Before(text, beforeStart, out _));
        return isFullName ? RomanReading.King
            : before.Length > 1 && !_articles.Contains(before) ? RomanReading.Cardinal
            : RomanReading.None;
    }

    /// <summary>Xbox Series X.</summary>
    private static bool IsModel(string before, string numeral) => numeral == "X" && char.IsUpper(before[0]) && before[^1] == 's';

    private bool IsPronoun(string numeral, string after) =>
        numeral == "I" && _oneBefore.Count > 0 && after.Length > 0 && char.IsLower(after[0]) && !_oneBefore.Contains(after);

    private static bool IsListed(FrozenSet<string> nouns, string word) =>
        word.Length > 1
        && (
            nouns.Contains(word)
            || (
                word[^1] is 's'
                && (nouns.Contains(word[..^1]) || (word.EndsWith("es", StringComparison.Ordinal) && nouns.Contains(word[..^2])))
            )
        );
}

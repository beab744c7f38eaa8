using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>The gender of a number, from the words around it. Immutable.</summary>
internal sealed class CountedNouns(NounTables nouns, NumberWords words, INumberVerbalizer verbalizer)
{
    private readonly NounGenders _genders = new(nouns);
    private readonly CountedReader _reader = new(nouns, words, verbalizer);
    private readonly FrozenSet<string> _notCounted = nouns.NotCounted.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _labels = nouns.Labels.Select(Unaccented.Of).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _articles = nouns.Articles.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _determiners = nouns.Determiners.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _feminineAfter = nouns.FeminineAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _withUn = nouns.FeminineWithUn.Select(Unaccented.Of).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The gender of a noun, whatever stands around it.</summary>
    public Gender GenderOf(string noun) => nouns.HaveGender ? _genders.Of(noun, out _) : Gender.Counting;

    /// <summary>Whether a word after an ordinal is one that it belongs to.</summary>
    public bool IsMasculineNoun(string word) => IsNoun(word, 'o', Gender.Masculine);

    /// <inheritdoc cref="IsMasculineNoun"/>
    public bool IsFeminineNoun(string word) => IsNoun(word, 'a', Gender.Feminine);

    /// <summary>The gender of a number that stands directly between two words, either of which may be empty.</summary>
    public Gender GenderBetween(string before, string after) =>
        after.Length > 1 && !_notCounted.Contains(after) ? GenderOf(after)
        : _feminineAfter.Contains(before) ? Gender.Feminine
        : Gender.Counting;

    /// <param name="start">Where the number begins in <paramref name="text"/>.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isOne">Whether the number is one, which singular nouns follow.</param>
    public Gender GenderAt(string text, int start, int end, bool isOne)
    {
        if (!nouns.HaveGender)
        {
            return Gender.Counting;
        }

        var before = TextWords.Before(text, start, out var beforeStart);
        var counted = _reader.Read(text, end);
        if (counted.IsMillions)
        {
            return Gender.Masculine;
        }

        if (counted.IsFemininePart)
        {
            return Gender.Feminine;
        }

        if (IsCounted(counted.Noun, before, beforeStart, text, isOne && !counted.IsShared))
        {
            return GenderOf(counted, isOne);
        }

        // "La una" is an hour; "la doscientos" a room.
        return _feminineAfter.Contains(before) && !counted.IsThousands && (isOne || before.EndsWith('s')) ? Gender.Feminine
            : counted.IsThousands || counted.Adjective.Length > 0 ? Gender.Masculine
            : Gender.Counting;
    }

    private bool IsNoun(string word, char ending, Gender gender) =>
        word.Length > 2
        && char.IsLower(word[0])
        && !_notCounted.Contains(word)
        && GenderOf(word) == gender
        && (_genders.Of(word, out var known) == gender && known || word.TrimEnd('s').EndsWith(ending));

    private Gender GenderOf(Counted counted, bool isOne)
    {
        var feminine = _genders.Of(counted.Noun, out _) == Gender.Feminine;
        return feminine && !(isOne && !counted.IsShared && _withUn.Contains(Unaccented.Of(counted.Noun))) ? Gender.Feminine
            : counted is { IsShared: true, IsThousands: false } ? Gender.Counting
            : Gender.Masculine;
    }

    private bool IsCounted(string noun, string before, int beforeStart, string text, bool isOne)
    {
        if (noun.Length < 2 || _notCounted.Contains(noun) || IsLabel(before) || (isOne && _articles.Contains(before)))
        {
            return false;
        }

        _genders.Of(noun, out var known);
        if (char.IsUpper(noun[0]) && !char.IsUpper(noun[1]))
        {
            // Within a sentence a capital begins a title: "Capítulo 1 Introducción".
            return known && before.Length == 0;
        }

        return isOne ? known || !NamesNumber(text, before, beforeStart) : known || noun[^1] is 's' or 'S';
    }

    private bool IsLabel(string before) =>
        before.Length > 0
        && (Unaccented.Of(before) is var word && (_labels.Contains(word) || (word.EndsWith('s') && _labels.Contains(word[..^1]))));

    private static bool BeginsSentence(string text, int start) =>
        text.AsSpan(0, start).TrimEnd() is [] or [.., '.' or ':' or '?' or '!' or '¡' or '¿'];

    /// <summary>Whether the word before a number is a noun that the number belongs to: "la zona 1 tiene".</summary>
    private bool NamesNumber(string text, string before, int beforeStart) =>
        before.Length > 0
        && (
            (char.IsUpper(before[0]) && !BeginsSentence(text, beforeStart))
            || _determiners.Contains(TextWords.Before(text, beforeStart, out _))
        );
}

using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Normalization.Capitals;

/// <summary>Whether letters can be said as a word: by the consonants that begin and end a language's syllables. Immutable.</summary>
internal sealed class Pronounceable(CapitalTables tables)
{
    private readonly FrozenSet<string> _onsets = tables.Onsets.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _codas = tables.Codas.ToFrozenSet(StringComparer.Ordinal);

    public bool HasVowel(string word) => word.AsSpan().IndexOfAny(tables.Vowels) >= 0;

    /// <param name="word">In small letters.</param>
    public bool Is(string word)
    {
        var first = word.AsSpan().IndexOfAny(tables.Vowels);
        var last = word.AsSpan().LastIndexOfAny(tables.Vowels);
        return first >= 0 && IsOnset(word.AsSpan(0, first)) && IsCoda(word.AsSpan(last + 1)) && IsInner(word.AsSpan(first, last - first));
    }

    /// <summary>Whether the consonants between each two vowels are an end and a beginning of syllables.</summary>
    private bool IsInner(ReadOnlySpan<char> word)
    {
        while (word.IndexOfAnyExcept(tables.Vowels) is var start and >= 0)
        {
            word = word[start..];
            var length = word.IndexOfAny(tables.Vowels) is var end and >= 0 ? end : word.Length;
            if (!IsJoint(word[..length]))
            {
                return false;
            }

            word = word[length..];
        }

        return true;
    }

    private bool IsJoint(ReadOnlySpan<char> consonants)
    {
        for (var split = 0; split <= consonants.Length; split++)
        {
            if (IsCoda(consonants[..split]) && IsOnset(consonants[split..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOnset(ReadOnlySpan<char> consonants) =>
        consonants.IsEmpty || _onsets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(consonants);

    private bool IsCoda(ReadOnlySpan<char> consonants) =>
        consonants.IsEmpty || _codas.GetAlternateLookup<ReadOnlySpan<char>>().Contains(consonants);
}

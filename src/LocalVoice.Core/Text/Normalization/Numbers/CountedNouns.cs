using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>Estimates a number's gender from the neighbouring words.</summary>
internal sealed class CountedNouns(NounTables nouns)
{
    private readonly FrozenSet<string> _masculine = nouns.Masculine.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _feminine = nouns.Feminine.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _notCounted = nouns.NotCounted.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="before">The word before the number, or empty.</param>
    /// <param name="after">The word after it, or empty.</param>
    public Gender GenderBetween(string before, string after)
    {
        if (after.Length > 1 && !_notCounted.Contains(after))
        {
            return IsFeminine(after) ? Gender.Feminine : Gender.Masculine;
        }

        return nouns.FeminineAfter.Contains(before, StringComparer.OrdinalIgnoreCase) ? Gender.Feminine : Gender.Counting;
    }

    private bool IsFeminine(string noun) =>
        !_masculine.Contains(noun)
        && (_feminine.Contains(noun) || nouns.FeminineEndings.Any(ending => noun.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
}

using System.Collections.Frozen;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>Phrases of one word or several, found at the beginning of what was said. The longest counts.</summary>
internal sealed class PhraseSet(IReadOnlyCollection<string> phrases)
{
    private readonly FrozenSet<string> _phrases = phrases.ToFrozenSet(StringComparer.Ordinal);
    private readonly int _longest = phrases.Max(phrase => phrase.Count(character => character == ' ') + 1);

    /// <returns>Number of leading words that are a phrase; 0 for none.</returns>
    public int Match(ReadOnlySpan<string> words)
    {
        for (var length = Math.Min(_longest, words.Length); length > 0; length--)
        {
            if (_phrases.Contains(string.Join(' ', words[..length]!)))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Whether all of the words are the beginning of a phrase; the last may itself be cut off.</summary>
    public bool IsBegunBy(ReadOnlySpan<string> words)
    {
        if (words.IsEmpty || words.Length > _longest)
        {
            return false;
        }

        var begun = string.Join(' ', words!);
        foreach (var phrase in _phrases)
        {
            if (phrase.StartsWith(begun, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

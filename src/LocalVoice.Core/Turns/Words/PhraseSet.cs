using System.Collections.Frozen;

namespace LocalVoice.Core.Turns.Words;

/// <summary>Phrases of one word or several, found at either end of what was said. The longest counts.</summary>
internal sealed class PhraseSet(IReadOnlyCollection<string> phrases)
{
    private readonly FrozenSet<string> _phrases = phrases.ToFrozenSet(StringComparer.Ordinal);
    private readonly int _longest = phrases.Select(phrase => phrase.Count(character => character == ' ') + 1).DefaultIfEmpty().Max();

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

    /// <summary>Whether the words are phrases, one after another; none are not.</summary>
    public bool Covers(ReadOnlySpan<string> words)
    {
        var left = words;
        while (Match(left) is > 0 and var length)
        {
            left = left[length..];
        }

        return left.IsEmpty && !words.IsEmpty;
    }

    /// <summary>Whether the last words are a phrase.</summary>
    public bool Ends(ReadOnlySpan<string> words)
    {
        for (var length = Math.Min(_longest, words.Length); length > 0; length--)
        {
            if (_phrases.Contains(string.Join(' ', words[^length..]!)))
            {
                return true;
            }
        }

        return false;
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

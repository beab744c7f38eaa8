using System.Text;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>
/// Replaces whole words and phrases. The longest match at a position wins; replacements are not matched again. Time
/// is linear in the text, independent of the table's size. Immutable.
/// </summary>
internal sealed class PhraseTable
{
    private readonly Dictionary<string, KeyValuePair<string, string>[]> _byFirstWord;
    private readonly Dictionary<string, KeyValuePair<string, string>[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly StringComparison _comparison;

    /// <param name="phrases">Must not begin or end in whitespace.</param>
    public PhraseTable(IEnumerable<KeyValuePair<string, string>> phrases, bool ignoreCase)
    {
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var comparer = ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        _byFirstWord = phrases
            .GroupBy(phrase => phrase.Key[..WordLength(phrase.Key)], comparer)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Key.Length).ToArray(), comparer);
        _lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Replace(string text)
    {
        if (_byFirstWord.Count == 0)
        {
            return text;
        }

        StringBuilder? result = null;
        var copied = 0;
        for (var position = 0; position < text.Length; )
        {
            var rest = text.AsSpan(position);
            var word = WordLength(rest);
            if (Find(rest, rest[..word]) is not { Key: { } phrase } found)
            {
                position += word;
                continue;
            }

            result ??= new(text.Length * 2);
            result.Append(text, copied, position - copied).Append(found.Value);
            position += phrase.Length;
            copied = position;
            if (phrase[^1] == '.' && found.Value[^1] != '.' && rest[phrase.Length..].TrimEnd().IsEmpty)
            {
                // The abbreviation's full stop also ends the sentence.
                result.Append('.');
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private KeyValuePair<string, string> Find(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (text.StartsWith(candidate.Key, _comparison) && IsWhole(text, candidate.Key))
                {
                    return candidate;
                }
            }
        }

        return default;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, string phrase) =>
        text.Length == phrase.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(text[phrase.Length]);

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[length]))
        {
            length++;
        }

        return Math.Max(1, length);
    }
}

using System.Text;

namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>
/// Replaces abbreviations by their words where they stand in their places. The longest match at a position wins. Time
/// is linear in the text. Immutable.
/// </summary>
internal sealed class AbbreviationTable
{
    private readonly Dictionary<string, Abbreviation[]> _byFirstWord;
    private readonly Dictionary<string, Abbreviation[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly NameContext _names;

    public AbbreviationTable(AbbreviationTables tables)
    {
        _names = new(tables.NotNames);
        _byFirstWord = AbbreviationSpellings
            .Of(tables)
            .DistinctBy(abbreviation => (abbreviation.Written, abbreviation.Place))
            .GroupBy(abbreviation => abbreviation.Written[..WordLength(abbreviation.Written)], StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.OrderByDescending(entry => entry.Written.Length).ThenBy(entry => entry.Place).ToArray(),
                StringComparer.Ordinal
            );
        _lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Replace(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var position = 0; position < text.Length; )
        {
            var word = WordLength(text.AsSpan(position));
            if (Find(text, position, word) is not { } found)
            {
                position += word;
                continue;
            }

            result ??= new(text.Length * 2);
            result.Append(text, copied, position - copied).Append(found.Spoken);
            position += found.Written.Length;
            copied = position;
            if (EndsSentence(found, text, position))
            {
                result.Append('.');
            }
            else if (position < text.Length && char.IsLetterOrDigit(text[position]))
            {
                result.Append(' ');
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private Abbreviation? Find(string text, int position, int word)
    {
        if (!_lookup.TryGetValue(text.AsSpan(position, word), out var candidates))
        {
            return null;
        }

        return Array.Find(
            candidates,
            candidate =>
                string.CompareOrdinal(text, position, candidate.Written, 0, candidate.Written.Length) == 0
                && IsWhole(text, position, candidate.Written)
                && IsInPlace(candidate.Place, text, position, position + candidate.Written.Length)
        );
    }

    private bool IsInPlace(AbbreviationPlace place, string text, int start, int end) =>
        place switch
        {
            AbbreviationPlace.AfterName => _names.IsAfterName(text, start, end),
            AbbreviationPlace.BeforeName => _names.IsBeforeName(text, start, end),
            AbbreviationPlace.AfterNumber => NumberContext.IsAfterNumber(text, start),
            AbbreviationPlace.BeforeNumber => NumberContext.IsBeforeNumber(text, end) && !NumberContext.IsAfterNumber(text, start),
            _ => true,
        };

    /// <summary>Whether the full stop of the abbreviation also ends the sentence.</summary>
    private static bool EndsSentence(Abbreviation found, string text, int end) =>
        found.Written[^1] == '.' && found.Spoken[^1] != '.' && text.AsSpan(end).TrimEnd().IsEmpty;

    /// <summary>A word ends here, and a single letter with its full stop is no later part of "U.S.".</summary>
    private static bool IsWhole(string text, int start, string written)
    {
        var end = start + written.Length;
        var last = written[^1];
        var endsWord =
            end == text.Length
            || !char.IsLetterOrDigit(last)
            || !char.IsLetterOrDigit(text[end])
            || (last is 'º' or 'ª' && char.IsDigit(text[end]));
        if (start > 0 && text[start - 1] == '/')
        {
            // A part of a path: "/etc/hosts".
            return false;
        }

        var begins = start < 2 || text[start - 1] != '.' || !char.IsLetter(text[start - 2]) || written.Length < 2 || written[1] != '.';
        return endsWord && begins;
    }

    /// <summary>Letters and digits, up to a raised letter: "nº" of "nº5".</summary>
    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[length]))
        {
            if (text[length++] is 'º' or 'ª')
            {
                break;
            }
        }

        return Math.Max(1, length);
    }
}

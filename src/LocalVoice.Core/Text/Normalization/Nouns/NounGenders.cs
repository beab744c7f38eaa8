using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>The gender of nouns: from lists of singulars, else from the longest known ending, else masculine. Immutable.</summary>
internal sealed class NounGenders
{
    // Shorter endings are also those of verbs; chosen by trial.
    private const int TellingEnding = 3;

    private readonly FrozenDictionary<string, Gender> _nouns;
    private readonly FrozenDictionary<string, Gender> _endings;
    private readonly int _longestEnding;
    private readonly (string Plural, string Singular)[] _plurals;

    public NounGenders(NounTables tables)
    {
        var nouns = new Dictionary<string, Gender>(StringComparer.Ordinal);
        Add(nouns, tables.Masculine, Gender.Masculine);
        Add(nouns, tables.Feminine.Concat(tables.FeminineWithUn), Gender.Feminine);
        _nouns = nouns.ToFrozenDictionary(StringComparer.Ordinal);
        var endings = new Dictionary<string, Gender>(StringComparer.Ordinal);
        Add(endings, tables.FeminineEndings, Gender.Feminine);
        Add(endings, tables.MasculineEndings, Gender.Masculine);
        _endings = endings.ToFrozenDictionary(StringComparer.Ordinal);
        _longestEnding = endings.Keys.Select(ending => ending.Length).DefaultIfEmpty().Max();
        _plurals = [.. tables.Plurals.Select(plural => (Unaccented.Of(plural.Key), Unaccented.Of(plural.Value)))];
    }

    /// <param name="known">Whether the word is listed or its ending is a noun's, not also a verb's.</param>
    public Gender Of(string noun, out bool known)
    {
        var forms = Forms(Unaccented.Of(noun));
        foreach (var form in forms)
        {
            if (_nouns.TryGetValue(form, out var listed))
            {
                known = true;
                return listed;
            }
        }

        var lookup = _endings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = _longestEnding; length > 0; length--)
        {
            foreach (var form in forms)
            {
                if (form.Length >= length && lookup.TryGetValue(form.AsSpan(form.Length - length), out var gender))
                {
                    known = length >= TellingEnding;
                    return gender;
                }
            }
        }

        known = false;
        return Gender.Masculine;
    }

    /// <summary>The word and what it may be the plural of.</summary>
    private List<string> Forms(string word)
    {
        var forms = new List<string> { word };
        foreach (var (plural, singular) in _plurals)
        {
            if (word.EndsWith(plural, StringComparison.Ordinal) && word.Length > plural.Length + 1)
            {
                forms.Add(word[..^plural.Length] + singular);
            }
        }

        return forms;
    }

    private static void Add(Dictionary<string, Gender> nouns, IEnumerable<string> words, Gender gender)
    {
        foreach (var word in words)
        {
            nouns.TryAdd(Unaccented.Of(word), gender);
        }
    }
}

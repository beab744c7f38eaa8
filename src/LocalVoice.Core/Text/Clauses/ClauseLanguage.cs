using System.Buffers;
using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization;
using LocalVoice.Core.Text.Normalization.Abbreviations;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>
/// Tables for clause boundaries in one language: those of its own, and the normaliser's, which know the abbreviations, the
/// months and the words that take a numeral. Immutable.
/// </summary>
internal sealed class ClauseLanguage
{
    /// <summary>Marks before a word that are no part of it.</summary>
    public const string Openers = "¿¡([{\"'«“‘";

    // A single letter with a full stop; its capital is an initial: "c." and "Pedro C. Gil".
    private const int LongestInitial = 2;

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("IVXLCDM");

    private static readonly FrozenDictionary<string, Lazy<ClauseLanguage>> Known = new[] { "es", "ca", "en" }.ToFrozenDictionary(
        language => language,
        language => new Lazy<ClauseLanguage>(() => Load(language)),
        StringComparer.Ordinal
    );

    private static readonly ClauseLanguage Unknown = new(new([], [], [], [], [], []), [], [], []);

    private readonly FrozenDictionary<string, AbbreviationKind> _abbreviations;
    private readonly FrozenSet<string> _numbered;
    private readonly FrozenSet<string> _months;
    private readonly FrozenSet<string> _beginnings;
    private readonly FrozenSet<string> _leaning;

    private ClauseLanguage(
        ClauseLanguageData data,
        Dictionary<string, AbbreviationKind> abbreviations,
        IEnumerable<string> numbered,
        IEnumerable<string> months
    )
    {
        _abbreviations = abbreviations.ToFrozenDictionary(StringComparer.Ordinal);
        _numbered = numbered.Concat(data.NumberedWords).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _months = months.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _beginnings = data.OpeningWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _leaning = data.LeaningWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The tables of a language code (<c>es</c>, <c>ca-valencia</c> …); empty for a language without tables.</summary>
    public static ClauseLanguage Of(string language) =>
        Known.TryGetValue(LanguageTag.Base(language), out var known) ? known.Value : Unknown;

    /// <summary>What a word with its full stop is: <c>Sr.</c>, <c>etc.</c>, <c>J.</c>, <c>U.S.</c></summary>
    public AbbreviationKind KindOf(ReadOnlySpan<char> word)
    {
        // Catalan articles: l'art. 5.
        word = word[(word.LastIndexOfAny('\'', '’') + 1)..];
        if (_abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var kind))
        {
            return kind;
        }

        return word.Length == 2 && char.IsUpper(word[0]) ? AbbreviationKind.Inner
            : IsDotted(word) ? AbbreviationKind.Closing
            : AbbreviationKind.None;
    }

    /// <summary>Whether a numeral may follow that is read with the word: <c>siglo</c>, <c>capítulo</c>, <c>Felipe</c>.</summary>
    public bool TakesNumber(ReadOnlySpan<char> word) => Has(_numbered, word);

    public bool IsMonth(ReadOnlySpan<char> word) => Has(_months, word);

    /// <summary>Whether a word attaches to the next one, as articles and prepositions do.</summary>
    public bool ContinuesPhrase(ReadOnlySpan<char> word) => Has(_leaning, word);

    /// <summary>Whether a phrase begins with the word, as with conjunctions and most prepositions: a pause may precede it.</summary>
    public bool BeginsPhrase(ReadOnlySpan<char> word) => Has(_beginnings, word);

    /// <summary>Whether a Roman numeral may begin with the character.</summary>
    public static bool IsRoman(char character) => RomanDigits.Contains(character);

    public static bool IsRomanNumeral(ReadOnlySpan<char> word) => !word.IsEmpty && !word.ContainsAnyExcept(RomanDigits);

    private static bool Has(FrozenSet<string> set, ReadOnlySpan<char> word) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Letters with a full stop after each or every few: <c>U.S.</c>, <c>Ph.D.</c>, <c>a.k.a.</c></summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        const int longestPart = 3;
        var (parts, part) = (0, 0);
        foreach (var character in word)
        {
            if (character == '.' && part > 0)
            {
                (parts, part) = (parts + 1, 0);
            }
            else if (!char.IsLetter(character) || ++part > longestPart)
            {
                return false;
            }
        }

        return parts > 1 && part == 0;
    }

    private static ClauseLanguage Load(string language)
    {
        var data = ClauseLanguageData.Load(language);
        var words = LanguageWords.Load(language);
        var romans = words.Romans;
        return new(
            data,
            Abbreviations(data, words.Abbreviations),
            romans.Centuries.Concat(romans.CardinalAfter).Concat(romans.MasculineAfter).Concat(romans.FeminineAfter),
            Months(LanguageData.Load(language), words.Abbreviations)
        );
    }

    private static Dictionary<string, AbbreviationKind> Abbreviations(ClauseLanguageData data, AbbreviationTables spoken)
    {
        var kinds = new Dictionary<string, AbbreviationKind>();
        Add(
            spoken
                .All.SelectMany(entry => entry.Key.Split(' ').Append(entry.Key.Replace(" ", "", StringComparison.Ordinal)))
                .Where(word => word.EndsWith('.')),
            AbbreviationKind.Inner
        );
        Add(data.Abbreviations, AbbreviationKind.Inner);
        Add(data.ClosingAbbreviations.Concat(spoken.MayEndSentence), AbbreviationKind.Closing);
        Add(
            data.AbbreviationsBeforeNumbers.Concat(spoken.MayEndSentence.Where(spoken.BeforeNumber.ContainsKey)),
            AbbreviationKind.BeforeNumber
        );
        return kinds;

        void Add(IEnumerable<string> words, AbbreviationKind kind)
        {
            foreach (var word in words)
            {
                kinds[word] = kind;
                if (word.Length > LongestInitial)
                {
                    kinds[char.ToUpperInvariant(word[0]) + word[1..]] = kind;
                }
            }
        }
    }

    /// <summary>With the abbreviations that stand for one.</summary>
    private static List<string> Months(LanguageData spoken, AbbreviationTables abbreviations)
    {
        List<string> months = [.. spoken.Calendar.Months.Select(month => month[(month.LastIndexOfAny([' ', '\'', '’']) + 1)..])];
        return
        [
            .. months,
            .. abbreviations.All.Where(entry => months.Contains(entry.Value, StringComparer.OrdinalIgnoreCase)).Select(entry => entry.Key),
        ];
    }
}

/// <summary>Kinds of words with a full stop of their own.</summary>
internal enum AbbreviationKind
{
    /// <summary>No abbreviation: the full stop is the sentence's.</summary>
    None,

    /// <summary>Never ends a sentence: <c>Sr.</c></summary>
    Inner,

    /// <summary>Only before a number; else it is a word at the end of a sentence: <c>No.</c> in English.</summary>
    BeforeNumber,

    /// <summary>Ends a sentence only before a capital: <c>etc.</c></summary>
    Closing,
}

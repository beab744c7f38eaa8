using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>Tables for clause boundaries in one language. Immutable.</summary>
internal sealed class ClauseLanguage
{
    private static readonly FrozenDictionary<string, ClauseLanguage> Known = new[] { "es", "ca", "en" }.ToFrozenDictionary(
        language => language,
        Load,
        StringComparer.Ordinal
    );

    private static readonly ClauseLanguage Unknown = new(new([], [], [], []));

    private readonly FrozenSet<string> _abbreviations;
    private readonly FrozenSet<string> _closingAbbreviations;
    private readonly FrozenSet<string> _beginnings;
    private readonly FrozenSet<string> _leaningWords;
    private readonly FrozenSet<string> _openingWords;

    private ClauseLanguage(ClauseLanguageData data)
    {
        _abbreviations = data.Abbreviations.ToFrozenSet(StringComparer.Ordinal);
        _closingAbbreviations = data.ClosingAbbreviations.ToFrozenSet(StringComparer.Ordinal);
        _beginnings = data.Abbreviations.Concat(data.ClosingAbbreviations).SelectMany(Beginnings).ToFrozenSet(StringComparer.Ordinal);
        _openingWords = data.OpeningWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _leaningWords = data.LeaningWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The tables of a language code (<c>es</c>, <c>ca-valencia</c> …); empty for a language without tables.</summary>
    public static ClauseLanguage Of(string language) => Known.GetValueOrDefault(LanguageTag.Base(language), Unknown);

    /// <summary>Whether a word with its full stop never ends a sentence: <c>Sr.</c></summary>
    public bool IsAbbreviation(ReadOnlySpan<char> word) => Has(_abbreviations, word);

    /// <summary>Whether a word with its full stop ends a sentence only before a capital: <c>etc.</c></summary>
    public bool IsClosingAbbreviation(ReadOnlySpan<char> word) => Has(_closingAbbreviations, word);

    /// <summary>Whether a word up to a full stop may be the beginning of an abbreviation: <c>EE.</c> of <c>EE.UU.</c></summary>
    public bool BeginsAbbreviation(ReadOnlySpan<char> word) => Has(_beginnings, word);

    /// <summary>Whether a word attaches to the next one, as articles and prepositions do.</summary>
    public bool ContinuesPhrase(ReadOnlySpan<char> word) => Has(_leaningWords, word);

    /// <summary>Whether a phrase begins with the word, as with conjunctions and most prepositions: a pause may precede it.</summary>
    public bool BeginsPhrase(ReadOnlySpan<char> word) => Has(_openingWords, word);

    private static bool Has(FrozenSet<string> set, ReadOnlySpan<char> word) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static IEnumerable<string> Beginnings(string abbreviation) =>
        Enumerable.Range(0, abbreviation.Length).Where(i => abbreviation[i] == '.').Select(i => abbreviation[..(i + 1)]);

    private static ClauseLanguage Load(string language)
    {
        using var stream = EmbeddedData.Open($"Text/Clauses/Data/{language}.json");
        var data = JsonSerializer.Deserialize(stream, ClauseJson.Default.ClauseLanguageData)!;
        var (inner, closing) = SpokenAbbreviations(language);
        return new(
            data with
            {
                Abbreviations = [.. data.Abbreviations.Concat(inner).Except(closing)],
                ClosingAbbreviations = [.. data.ClosingAbbreviations, .. closing],
            }
        );
    }

    /// <summary>The normaliser's abbreviations, and those of them with which a sentence may end.</summary>
    private static (List<string> Inner, List<string> Closing) SpokenAbbreviations(string language)
    {
        using var stream = EmbeddedData.Open($"Text/Normalization/Data/{language}-abbreviations.json");
        using var tables = JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip });
        var root = tables.RootElement;
        var closing = root.GetProperty("mayEndSentence").EnumerateArray().Select(word => word.GetString()!).ToList();
        return ([.. root.EnumerateObject().SelectMany(table => Words(table.Value))], closing);
    }

    private static IEnumerable<string> Words(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
            ? table
                .EnumerateObject()
                .SelectMany(entry => entry.Name.Split(' '))
                .Where(word => word.EndsWith('.'))
                .SelectMany(word => new[] { word, char.ToUpperInvariant(word[0]) + word[1..] })
            : [];
}

/// <summary>A language's tables as stored in JSON.</summary>
internal sealed record ClauseLanguageData(
    string[] Abbreviations,
    string[] ClosingAbbreviations,
    string[] LeaningWords,
    string[] OpeningWords
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(ClauseLanguageData))]
internal sealed partial class ClauseJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>Abbreviations and what they stand for, as stored in <c>Data/*-abbreviations.json</c>, which explains each list.</summary>
/// <param name="BeforeNumber">Those that are words elsewhere: <c>cap. 3</c>.</param>
/// <param name="BeforeName">Those that stand before a name; behind one, a letter is an initial: <c>St. John</c>.</param>
/// <param name="AfterName">Those that stand behind a name or a numbered street: <c>Main St.</c></param>
/// <param name="NotNames">Words that may have a capital without being a name.</param>
/// <param name="MayEndSentence">The words, between spaces, with whose full stop a sentence may end.</param>
internal sealed record AbbreviationTables(
    Dictionary<string, string> Always,
    Dictionary<string, string> BeforeNumber,
    Dictionary<string, string> AfterNumber,
    Dictionary<string, string> BeforeName,
    Dictionary<string, string> AfterName,
    string[] NotNames,
    string[] MayEndSentence
)
{
    /// <summary>All written forms of all places and their words; a form may come more than once.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, string>> All =>
        new[] { Always, BeforeNumber, AfterNumber, BeforeName, AfterName }.SelectMany(table => table);
}

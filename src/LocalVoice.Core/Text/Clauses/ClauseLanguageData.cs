using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>A language's tables as stored in <c>Data/*.json</c>.</summary>
/// <param name="Abbreviations">Only those that the normaliser's phrases do not have: they are said as they are written.</param>
/// <param name="AbbreviationsBeforeNumbers">Those that are also words.</param>
/// <param name="ClosingAbbreviations">Those with which a sentence may end.</param>
/// <param name="NumberedWords">Words that take a number, beside the normaliser's that take a Roman numeral.</param>
/// <param name="LeaningWords">Words that no pause separates from the next.</param>
/// <param name="OpeningWords">Words that a pause may precede.</param>
internal sealed record ClauseLanguageData(
    string[] Abbreviations,
    string[] AbbreviationsBeforeNumbers,
    string[] ClosingAbbreviations,
    string[] NumberedWords,
    string[] LeaningWords,
    string[] OpeningWords
)
{
    public static ClauseLanguageData Load(string language)
    {
        using var stream = EmbeddedData.Open($"Text/Clauses/Data/{language}.json");
        return JsonSerializer.Deserialize(stream, ClauseJson.Default.ClauseLanguageData)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(ClauseLanguageData))]
internal sealed partial class ClauseJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LocalVoice.Core.Text.Normalization.Abbreviations;
using LocalVoice.Core.Text.Normalization.Capitals;
using LocalVoice.Core.Text.Normalization.Nouns;
using LocalVoice.Core.Text.Normalization.Romans;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's long lists of words, each in a file of its own in <c>Data</c>.</summary>
internal sealed record LanguageWords(NounTables Nouns, AbbreviationTables Abbreviations, CapitalTables Capitals, RomanTables Romans)
{
    /// <summary>The lists of a base language: <c>es</c>, <c>ca</c> or <c>en</c>.</summary>
    public static LanguageWords Load(string language) => Load(language, LanguageVariety.Own);

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="variety">How another variety of the language says their words.</param>
    public static LanguageWords Load(string language, LanguageVariety variety)
    {
        return new(
            Read("nouns", WordsJson.Default.NounTables),
            Read("abbreviations", WordsJson.Default.AbbreviationTables),
            Read("capitals", WordsJson.Default.CapitalTables),
            Read("romans", WordsJson.Default.RomanTables)
        );

        T Read<T>(string table, JsonTypeInfo<T> shape) => JsonSerializer.Deserialize(variety.Read($"{language}-{table}.json"), shape)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(NounTables))]
[JsonSerializable(typeof(AbbreviationTables))]
[JsonSerializable(typeof(CapitalTables))]
[JsonSerializable(typeof(RomanTables))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WordsJson : JsonSerializerContext;

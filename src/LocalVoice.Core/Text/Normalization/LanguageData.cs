using System.Text.Json;
using System.Text.Json.Serialization;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's tables, as stored in <c>Data/*.json</c>.</summary>
internal sealed record LanguageData(
    char DecimalMark,
    NumberWords Numbers,
    NounTables Nouns,
    ClockWords Clock,
    CalendarWords Calendar,
    Dictionary<string, OrdinalForm> OrdinalSuffixes,
    RomanTables Romans,
    OperatorWords Operators,
    Dictionary<string, string> Symbols,
    Dictionary<string, string> Web,
    Dictionary<string, string> Phrases
)
{
    /// <summary>The tables of a base language: <c>es</c>, <c>ca</c> or <c>en</c>.</summary>
    public static LanguageData Load(string language)
    {
        using var stream = EmbeddedData.Open($"Text/Normalization/Data/{language}.json");
        return JsonSerializer.Deserialize(stream, LanguageJson.Default.LanguageData)!;
    }
}

/// <param name="Small">Cardinals from 0 that have an entry of their own.</param>
/// <param name="Tens">Indexed by the tens digit; the first two are empty.</param>
/// <param name="Hundreds">Indexed by the hundreds digit; empty where the language composes them.</param>
/// <param name="Scales">One thousand, one million …; in Spanish and Catalan the third is 10¹², in English 10⁹.</param>
/// <param name="Ordinals">Indexed from 0.</param>
/// <param name="ReadsFractionAsNumber">Whether 3,14 is read "three comma fourteen" rather than digit by digit.</param>
internal sealed record NumberWords(
    string[] Small,
    string[] Tens,
    string[] Hundreds,
    string[] Scales,
    string[] ScalesOfMany,
    string[] Ordinals,
    string[] OrdinalTens,
    string Minus,
    string Decimal,
    bool ReadsFractionAsNumber
);

/// <param name="Masculine">Nouns that are masculine despite a feminine ending.</param>
/// <param name="Feminine">Nouns that are feminine without a feminine ending.</param>
/// <param name="NotCounted">Words that a number never counts.</param>
/// <param name="FeminineAfter">Articles that make the following number feminine (<c>las 2</c>).</param>
internal sealed record NounTables(
    string[] FeminineEndings,
    string[] Masculine,
    string[] Feminine,
    string[] NotCounted,
    string[] FeminineAfter
);

/// <summary>Words for clock times; only the parts of the day in languages whose clock does not use the others.</summary>
/// <param name="DayParts">In order of the day.</param>
internal sealed record ClockWords(DayPart[] DayParts, string And = "", string Quarter = "", string Half = "");

/// <param name="Until">The part's last hour, 0…23.</param>
internal sealed record DayPart(int Until, string Words);

/// <param name="DayFirst">Whether 5/11 is 5 November.</param>
/// <param name="Months">Including the preposition that follows the day, where the language has one.</param>
internal sealed record CalendarWords(bool DayFirst, string Of, string[] Months);

/// <param name="Prefix">Text before an ordinal after a name, its space included.</param>
/// <param name="LargestOrdinal">Largest numeral after a name that is read as an ordinal.</param>
/// <param name="CardinalAfter">Words after which a numeral is a cardinal: centuries, chapters.</param>
/// <param name="MasculineAfter">Names of kings and popes.</param>
/// <param name="FeminineAfter">Names of queens.</param>
internal sealed record RomanTables(
    string Prefix,
    int LargestOrdinal,
    string[] CardinalAfter,
    string[] MasculineAfter,
    string[] FeminineAfter
);

internal sealed record OperatorWords(string Range, string Minus, string Times, string Over, string Slash, string Number);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(LanguageData))]
internal sealed partial class LanguageJson : JsonSerializerContext;

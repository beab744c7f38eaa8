using System.Text.Json;
using System.Text.Json.Serialization;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's tables, as stored in <c>Data/*.json</c>.</summary>
/// <param name="OrdinalLetters">Suffixes of ordinals that may also be letters of their own: <c>2a planta</c>, <c>portal 2a</c>.</param>
internal sealed record LanguageData(
    char DecimalMark,
    NumberWords Numbers,
    ClockWords Clock,
    CalendarWords Calendar,
    Dictionary<string, OrdinalForm> OrdinalSuffixes,
    Dictionary<string, OrdinalForm> OrdinalLetters,
    OperatorWords Operators,
    Dictionary<string, string> Symbols,
    Dictionary<string, string> Web
)
{
    /// <summary>The tables of a base language: <c>es</c>, <c>ca</c> or <c>en</c>.</summary>
    public static LanguageData Load(string language) => Load(language, LanguageVariety.Own);

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="variety">How another variety of the language says their words.</param>
    public static LanguageData Load(string language, LanguageVariety variety) =>
        JsonSerializer.Deserialize(variety.Read($"{language}.json"), LanguageJson.Default.LanguageData)!;
}

/// <param name="Small">Cardinals from 0 that have an entry of their own.</param>
/// <param name="Tens">Indexed by the tens digit; the first two are empty.</param>
/// <param name="Hundreds">Indexed by the hundreds digit; empty where the language composes them.</param>
/// <param name="Scales">One thousand, one million …; in Spanish and Catalan the third is 10¹², in English 10⁹.</param>
/// <param name="Ordinals">Indexed from 0.</param>
/// <param name="OrdinalHundreds">Indexed by the hundreds digit, one thousand last; empty where they are derived.</param>
/// <param name="ReadsFractionAsNumber">Whether 3,14 is read "three comma fourteen" rather than digit by digit.</param>
internal sealed record NumberWords(
    string[] Small,
    string[] Tens,
    string[] Hundreds,
    string[] Scales,
    string[] ScalesOfMany,
    string[] Ordinals,
    string[] OrdinalTens,
    string[] OrdinalHundreds,
    string Minus,
    string Decimal,
    bool ReadsFractionAsNumber
);

/// <summary>Words for clock times; only the parts of the day in languages whose clock does not use the others.</summary>
/// <param name="DayParts">In order of the day.</param>
internal sealed record ClockWords(DayPart[] DayParts, string And = "", string Quarter = "", string Half = "");

/// <param name="Until">The part's last hour, 0…23.</param>
internal sealed record DayPart(int Until, string Words);

/// <param name="DayFirst">Whether 5/11 is 5 November.</param>
/// <param name="Months">Including the preposition that follows the day, where the language has one.</param>
internal sealed record CalendarWords(bool DayFirst, string Of, string[] Months);

internal sealed record OperatorWords(string Range, string Minus, string Times, string Over, string Slash, string Number);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(LanguageData))]
internal sealed partial class LanguageJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>Reads the tables for figures.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(UnitData))]
[JsonSerializable(typeof(MoneyData))]
[JsonSerializable(typeof(FigureData))]
internal sealed partial class FigureJson : JsonSerializerContext
{
    public static T Read<T>(string name, JsonTypeInfo<T> type)
    {
        using var stream = EmbeddedData.Open($"Text/Normalization/Data/{name}.json");
        return JsonSerializer.Deserialize(stream, type)!;
    }

    /// <summary>A table whose keys hold several spellings, separated by <c>|</c>, with one entry for each of them.</summary>
    public static Dictionary<string, T> BySpelling<T>(Dictionary<string, T> table) =>
        table
            .SelectMany(row => row.Key.Split(" | ").Select(spelling => (Spelling: spelling, row.Value)))
            .ToDictionary(row => row.Spelling, row => row.Value, StringComparer.Ordinal);
}

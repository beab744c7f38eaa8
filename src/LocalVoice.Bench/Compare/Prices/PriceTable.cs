using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Bench.Compare.Prices;

/// <summary>The prices of <c>prices.json</c>, in US dollars without taxes and discounts.</summary>
public static class PriceTable
{
    public const string AllStages = "all";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter<PriceUnit>(JsonNamingPolicy.SnakeCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static IReadOnlyList<Price> All { get; } = Read();

    /// <summary>Null when it is not known.</summary>
    public static Price? Find(string service, string stage, string model) => All.FirstOrDefault(price => price.IsOf(service, stage, model));

    private static Price[] Read()
    {
        using var file = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<Price[]>(file, Json)!;
    }
}

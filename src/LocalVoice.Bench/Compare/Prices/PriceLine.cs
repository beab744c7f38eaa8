using System.Text.Json;

namespace LocalVoice.Bench.Compare.Prices;

/// <summary>A price of the report.</summary>
/// <param name="Usd">By unit.</param>
/// <param name="Source">Its title.</param>
public sealed record PriceLine(
    string Service,
    string Stage,
    string Model,
    IReadOnlyDictionary<string, double> Usd,
    string Date,
    string Source,
    string Address
)
{
    /// <summary>Each once; models without a known price are left out.</summary>
    public static IReadOnlyList<PriceLine> Of(IEnumerable<ChargedService> services) =>
        [.. services.Distinct().Where(service => service.Price is not null).Select(service => Of(service, service.Price!))];

    private static PriceLine Of(ChargedService service, Price price) =>
        new(
            service.Service,
            service.Stage,
            service.Model,
            price.Usd.ToDictionary(part => JsonNamingPolicy.SnakeCaseLower.ConvertName(part.Key.ToString()), part => part.Value),
            price.Date,
            price.Source.Title,
            price.Source.Address
        );
}

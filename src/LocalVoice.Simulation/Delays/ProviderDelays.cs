using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Simulation.Delays;

/// <summary>What the steps of the simulated services take. Immutable.</summary>
public sealed class ProviderDelays
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<DelayKind>(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<(string Service, string Step), ProviderDelay> _rows;

    private ProviderDelays(IEnumerable<ProviderDelay> rows) => _rows = rows.ToDictionary(row => (row.Service, row.Step));

    /// <summary>As <c>provider-delays.json</c> tells, with dates and sources.</summary>
    public static ProviderDelays Published { get; } = new(ReadRows());

    /// <summary>Every step takes no time.</summary>
    public static ProviderDelays None { get; } =
        new(Published.Rows.Select(row => row with { Kind = DelayKind.Set, P50 = TimeSpan.Zero, P95 = null }));

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ProviderDelay> Rows => [.. _rows.Values];

    /// <exception cref="ArgumentException">There is no such row.</exception>
    public ProviderDelay Of(string service, string step) =>
        _rows.TryGetValue((service, step), out var row) ? row : throw new ArgumentException($"No delay is known of {service} {step}.");

    /// <summary>With another value for a step.</summary>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public ProviderDelays With(string service, string step, TimeSpan p50, TimeSpan? p95 = null)
    {
        var set = Of(service, step) with { Kind = DelayKind.Set, P50 = p50, P95 = p95 };
        return new(Rows.Select(row => (row.Service, row.Step) == (service, step) ? set : row));
    }

    private static IEnumerable<ProviderDelay> ReadRows()
    {
        using var file = typeof(ProviderDelays).Assembly.GetManifestResourceStream("provider-delays.json")!;
        return [.. JsonSerializer.Deserialize<Row[]>(file, Json)!.Select(row => row.Read())];
    }

    private sealed record Row(string Service, string Step, DelayKind Kind, Percentiles Ms, string Date, Source Source)
    {
        public ProviderDelay Read() =>
            new(
                Service,
                Step,
                Kind,
                TimeSpan.FromMilliseconds(Ms.P50),
                Ms.P95 is { } p95 ? TimeSpan.FromMilliseconds(p95) : null,
                Date,
                Source.Title,
                Source.Address
            );
    }

    private sealed record Percentiles(double P50, double? P95);

    private sealed record Source(string Title, string Address);
}

using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Server.Tests.Telemetry;

/// <summary>The dashboard and the alerts ask for metrics that there are.</summary>
public sealed partial class ObservabilityFilesTests
{
    [Theory]
    [InlineData("scripts/observability/alerts.yaml")]
    [InlineData("scripts/observability/grafana-dashboard.json")]
    public async Task Every_metric_that_is_asked_for_is_one_of_the_servers(string file)
    {
        var published = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => published.UnionWith(NamesOf(instrument)) };
        listener.Start();
        await using var server = await RunningServer.StartAsync();
        _ = server.Services.GetRequiredService<TurnTelemetry>();
        _ = server.Services.GetRequiredService<Refusals>();
        _ = new SessionFailures(null, NullLogger.Instance);

        var asked = Metric()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file)))
            .Select(match => match.Value)
            .ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(published));
    }

    /// <summary>As Prometheus has them: opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics.</summary>
    private static string[] NamesOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        return instrument switch
        {
            Histogram<double> => [$"{name}_seconds", $"{name}_seconds_bucket", $"{name}_seconds_sum", $"{name}_seconds_count"],
            Counter<long> => [$"{name}_total"],
            _ => [name],
        };
    }

    [GeneratedRegex(@"\blocalvoice_[a-z_]+")]
    private static partial Regex Metric();
}

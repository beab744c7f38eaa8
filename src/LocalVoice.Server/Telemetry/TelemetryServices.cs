using LocalVoice.Core.Telemetry;
using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LocalVoice.Server.Telemetry;

/// <summary>Composes who is told how the server does. Where nobody is, nothing is collected.</summary>
internal static class TelemetryServices
{
    // What sends a metric, a span or a record must not delay, nor fill the memory with, what cannot be sent.
    private const int TimeoutMs = 10_000;

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TurnTelemetry>();
        services.AddSingleton<SessionMetrics>();
        services.AddSingleton<IValidateOptions<LocalVoiceOptions>, TelemetryAirGapValidator>();
        var options = new TelemetryOptions();
        configuration.GetSection(TelemetryOptions.Section).Bind(options);
        var collector = options.Otlp.Address;
        if (collector is null && !options.Prometheus.Enabled)
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(AddResource);
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(TelemetryMeters.Names);
            if (options.Prometheus.Enabled)
            {
                metrics.AddPrometheusExporter();
            }
        });
        if (collector is not null)
        {
            AddCollector(services, telemetry, options.Otlp);
        }
    }

    private static void AddCollector(IServiceCollection services, OpenTelemetryBuilder telemetry, OtlpOptions options)
    {
        services
            .AddOptions<OtlpExporterOptions>()
            .Configure<IOutboundConnections>(
                (exporter, outbound) => exporter.HttpClientFactory = () => new HttpClient(outbound.Handler, disposeHandler: false)
            );
        telemetry.WithMetrics(metrics =>
            metrics.AddOtlpExporter(
                (exporter, reader) =>
                {
                    Send(exporter, options, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
                }
            )
        );
        telemetry.WithTracing(traces =>
            traces.AddSource(TurnTelemetry.SourceName).AddOtlpExporter(exporter => Send(exporter, options, "v1/traces"))
        );
        if (options.Logs)
        {
            telemetry.WithLogging(
                logs => logs.AddOtlpExporter(exporter => Send(exporter, options, "v1/logs")),
                logs => logs.IncludeFormattedMessage = true
            );
            // The words of callers are at Trace: they stay here, whatever the console shows.
            services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Information));
        }
    }

    private static void Send(OtlpExporterOptions exporter, OtlpOptions options, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{options.Endpoint.TrimEnd('/')}/{path}");
        exporter.Headers = string.Join(',', options.Headers.Select(header => $"{header.Key}={header.Value}"));
        exporter.TimeoutMilliseconds = TimeoutMs;
    }

    private static void AddResource(ResourceBuilder resource) => resource.AddService("localvoice", serviceVersion: ProductVersion.Text);
}

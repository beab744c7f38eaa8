using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telemetry;

/// <summary><c>GET /metrics</c>, where <see cref="PrometheusOptions.Enabled"/>.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this WebApplication app)
    {
        app.Services.GetRequiredService<SessionMetrics>();
        if (!app.Services.GetRequiredService<IOptions<LocalVoiceOptions>>().Value.Telemetry.Prometheus.Enabled)
        {
            return;
        }

        var filter = ActivatorUtilities.CreateInstance<MetricsFilter>(app.Services);
        app.MapPrometheusScrapingEndpoint("/metrics", null, scraped => scraped.Use(filter.InvokeAsync), null);
    }
}

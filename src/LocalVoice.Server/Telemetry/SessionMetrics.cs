using System.Diagnostics.Metrics;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;

namespace LocalVoice.Server.Telemetry;

/// <summary>How full the server is, read whenever somebody collects.</summary>
internal sealed class SessionMetrics
{
    public const string MeterName = "LocalVoice.Server";

    public SessionMetrics(IMeterFactory meters, OpenSessions open, SessionCapacity capacity, EngineReadiness readiness)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("localvoice.sessions.open", () => open.Count, "{session}", "Sessions that are open.");
        meter.CreateObservableGauge(
            "localvoice.sessions.capacity",
            () => capacity.Sessions,
            "{session}",
            "Sessions that are taken at once."
        );
        meter.CreateObservableGauge(
            "localvoice.ready",
            () => readiness.IsReady && !open.IsDraining && open.Count < capacity.Sessions ? 1 : 0,
            null,
            "1 as /readyz says yes."
        );
        meter.CreateObservableGauge("localvoice.draining", () => open.IsDraining ? 1 : 0, null, "1 from the first SIGTERM on.");
    }
}

using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice:Telemetry</c>: who is told how the server does. Numbers and names; default nobody.</summary>
public sealed class TelemetryOptions
{
    public const string Section = $"{LocalVoiceOptions.Section}:Telemetry";

    [ValidateObjectMembers]
    public OtlpOptions Otlp { get; } = new();

    [ValidateObjectMembers]
    public PrometheusOptions Prometheus { get; } = new();
}

using LocalVoice.Core.Telemetry;

namespace LocalVoice.Server.Telemetry;

/// <summary>The meters whose measures are for operators.</summary>
internal static class TelemetryMeters
{
    /// <summary>Ours, and those of the runtime and the web server.</summary>
    public static string[] Names { get; } =
    ["LocalVoice.*", SessionFailures.MeterName, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalVoice.Cli.Hosting;

/// <summary>How many sessions a started server takes, as its <c>/metrics</c> tells.</summary>
internal static partial class PublishedCapacity
{
    /// <summary>Opens <c>/metrics</c>, to this machine.</summary>
    public const string Setting = "--LocalVoice:Telemetry:Prometheus:Enabled=true";

    /// <returns>Null where the server does not tell.</returns>
    public static async Task<int?> ReadAsync(Uri root, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = root };
        return Of(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken));
    }

    /// <param name="metrics">In Prometheus' text format.</param>
    internal static int? Of(string metrics) =>
        Line().Match(metrics) is { Success: true } line
        && double.TryParse(line.Groups[1].Value, CultureInfo.InvariantCulture, out var sessions)
        && sessions is >= 0 and <= int.MaxValue
            ? (int)sessions
            : null;

    [GeneratedRegex(@"^localvoice_sessions_capacity(?:\{[^}]*\})? ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Line();
}

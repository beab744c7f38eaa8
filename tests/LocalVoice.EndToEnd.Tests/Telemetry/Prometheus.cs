using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Telemetry;

/// <summary>The system's Prometheus, which scrapes one server each second into a folder of its own.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localvoice-prometheus-");
    private readonly HttpClient _http = new();
    private readonly Process _process;

    private Prometheus(Uri server, string key)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var own = probe.LocalEndpoint.ToString()!;
        probe.Stop();
        _http.BaseAddress = new Uri($"http://{own}");
        var settings = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(
            settings,
            $$"""
            scrape_configs:
              - job_name: localvoice
                scrape_interval: 1s
                authorization: { credentials: {{key}} }
                static_configs: [ { targets: [ "{{server.Authority}}" ] } ]
            rule_files: [ "{{Path.Combine(Repository.Root, "scripts/observability/alerts.yaml")}}" ]
            """
        );
        string[] arguments =
        [
            $"--config.file={settings}",
            $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}",
            $"--web.listen-address={own}",
            "--log.level=error",
        ];
        _process = Process.Start(new ProcessStartInfo("prometheus", arguments))!;
    }

    /// <summary>Why it cannot be had, or null.</summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "prometheus")))
            ? null
            : "prometheus is not installed (Debian: apt-get install prometheus)";

    public static Prometheus Scrape(Uri server, string key) => new(server, key);

    /// <summary>The rules that it took from the repository's file.</summary>
    public async Task<int> RulesAsync(CancellationToken cancellationToken)
    {
        var groups = (await GetAsync("/api/v1/rules", cancellationToken)).GetProperty("groups");
        return groups.EnumerateArray().Sum(group => group.GetProperty("rules").GetArrayLength());
    }

    /// <summary>Waits until an expression has a value that is at least this.</summary>
    public async Task<double> ReachesAsync(string expression, double least, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(PollInterval, TimeProvider.System);
        double? result;
        while (!((result = await QueryAsync(expression, cancellationToken)) >= least))
        {
            await poll.WaitForNextTickAsync(cancellationToken);
        }

        return result!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<double?> QueryAsync(string expression, CancellationToken cancellationToken)
    {
        try
        {
            var data = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}", cancellationToken);
            var series = data.GetProperty("result").EnumerateArray().ToArray();
            return series.Length == 0 ? null : double.Parse(series[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            // It is starting.
            return null;
        }
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonElement>(path, cancellationToken)).GetProperty("data");
}

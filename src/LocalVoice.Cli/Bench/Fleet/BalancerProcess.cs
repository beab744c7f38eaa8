using System.Diagnostics;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Bench.Fleet;

/// <summary>The system's HAProxy with <c>scripts/operations/haproxy.cfg</c>, in front of two servers of this machine.</summary>
internal sealed class BalancerProcess : IAsyncDisposable
{
    private const string Configuration = "scripts/operations/haproxy.cfg";

    // Where Debian has it, which the path of ordinary users leaves out.
    private static readonly string[] Outside = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private BalancerProcess(Process process, Uri root) => (_process, Root) = (process, root);

    public Uri Root { get; }

    /// <summary>Returns when calls reach a server through it.</summary>
    /// <exception cref="CliException">HAProxy or its configuration is missing, or it does not start.</exception>
    public static async Task<BalancerProcess> StartAsync(Uri one, Uri two, TimeProvider time, CancellationToken cancellationToken)
    {
        var program =
            ProgramOnPath.Find("haproxy")
            ?? Outside.FirstOrDefault(File.Exists)
            ?? throw new CliException("haproxy is not installed.", "Debian: apt-get install haproxy.", ExitCode.Unavailable);
        var root = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var start = new ProcessStartInfo(program, ["-f", FindConfiguration(), "-db"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOCALVOICE_LISTEN"] = root.Authority;
        start.Environment["LOCALVOICE_1"] = one.Authority;
        start.Environment["LOCALVOICE_2"] = two.Authority;
        var process = ChildProcess.TryStart(start) ?? throw NotStarted("it is no program of this machine");
        var balancer = new BalancerProcess(process, root);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await balancer.AnswersAsync(time, cancellationToken);
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.EndAsync();
        _process.Dispose();
    }

    private async Task AnswersAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Root };
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Patience && !_process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is starting.
            }

            await Task.Delay(Readiness.Interval, time, cancellationToken);
        }

        throw NotStarted(_process.HasExited ? "it ended" : "no server is ready behind it");
    }

    private static string FindConfiguration()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Configuration)))
            {
                return Path.Combine(folder.FullName, Configuration);
            }
        }

        throw new CliException($"There is no {Configuration} above the program.", "Run it from a checkout.", ExitCode.Unavailable);
    }

    private static CliException NotStarted(string why) =>
        new($"The balancer does not work: {why}.", $"'haproxy -c -f {Configuration}' checks its settings.", ExitCode.Unavailable);
}

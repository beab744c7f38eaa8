using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Cli.Hosting;
using LocalVoice.EndToEnd.Tests.Shutdown;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Replicas;

/// <summary>The system's HAProxy with the repository's configuration, in front of two servers.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin"];
    private static readonly string? Program = Folders.Select(folder => Path.Combine(folder, "haproxy")).FirstOrDefault(File.Exists);

    private readonly Process _process;

    private Balancer(Process process, ServerAddress address) => (_process, Address) = (process, address);

    /// <summary>Why it cannot be had, or null.</summary>
    public static string? Missing { get; } = Program is null ? "haproxy is not installed (Debian: apt-get install haproxy)" : null;

    public ServerAddress Address { get; }

    /// <summary>Returns when calls reach a server through it.</summary>
    public static async Task<Balancer> StartAsync(ServingProgram one, ServingProgram two)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var own = probe.LocalEndpoint.ToString()!;
        probe.Stop();
        var start = new ProcessStartInfo(Program!, ["-f", Path.Combine(Repository.Root, "scripts/operations/haproxy.cfg"), "-db"]);
        start.Environment["LOCALVOICE_LISTEN"] = own;
        start.Environment["LOCALVOICE_1"] = one.Root.Authority;
        start.Environment["LOCALVOICE_2"] = two.Root.Authority;
        var balancer = new Balancer(Process.Start(start)!, new ServerAddress(new Uri($"http://{own}"), key: null, started: null));
        await balancer.AnswersAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task AnswersAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var http = new HttpClient();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(new Uri(Address.Root, "/readyz"), patience.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is starting.
            }

            await poll.WaitForNextTickAsync(patience.Token);
        }
    }
}

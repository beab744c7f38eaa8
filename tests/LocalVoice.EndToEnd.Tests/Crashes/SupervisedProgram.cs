using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LocalVoice.EndToEnd.Tests.Crashes;

/// <summary>The real program on a fixed port, started anew whenever it ends, as systemd or a container's restart policy would.</summary>
internal sealed partial class SupervisedProgram : IAsyncDisposable
{
    private const int SigKill = 9;

    // Without a pause between a crash and the next start: the port is free at once.
    private const string Supervisor = "while :; do dotnet \"$0\" serve --urls \"$1\" & echo \"serving $!\"; wait $!; done";

    private readonly Process _supervisor;

    private SupervisedProgram(Process supervisor, Uri root) => (_supervisor, Root) = (supervisor, root);

    public Uri Root { get; }

    public Uri Realtime => new UriBuilder(Root) { Scheme = "ws", Path = "/v1/realtime" }.Uri;

    public static SupervisedProgram Start()
    {
        var root = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("bash", ["-c", Supervisor, RealProgram.FilePath, root.ToString()])
        {
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start)!, root);
    }

    /// <returns>The process that serves next.</returns>
    public async Task<int> ServingAsync()
    {
        while (await _supervisor.StandardOutput.ReadLineAsync(Patience()) is { } line)
        {
            if (line.StartsWith("serving ", StringComparison.Ordinal))
            {
                return int.Parse(line["serving ".Length..], CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("The supervisor has ended.");
    }

    public static void Crash(int process) => Assert.Equal(0, Kill(process, SigKill));

    public ValueTask DisposeAsync()
    {
        _supervisor.Kill(entireProcessTree: true);
        _supervisor.Dispose();
        return ValueTask.CompletedTask;
    }

    public static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

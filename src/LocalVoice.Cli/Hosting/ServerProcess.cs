using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Access;

namespace LocalVoice.Cli.Hosting;

/// <summary>A server in a process of its own, on a free local port, with a key of its own: what it uses can be measured.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string KeySetting = "LocalVoice__Access__Keys__verb";
    private const string HttpsSetting = "LocalVoice__Https__Enabled";

    private ServerProcess(Process process, Uri root, string key) => (Process, Root, Key) = (process, root, key);

    public Process Process { get; }

    public Uri Root { get; }

    public string Key { get; }

    /// <summary>Returns when the engines are loaded and warmed up.</summary>
    /// <param name="verb">Serves on the address of its option <c>--urls</c>.</param>
    /// <param name="settings">As <c>--Section:Key=value</c>, for a verb that takes them.</param>
    /// <exception cref="CliException">The process or an engine cannot start.</exception>
    public static async Task<ServerProcess> StartAsync(
        string verb,
        TimeProvider time,
        CancellationToken cancellationToken,
        params string[] settings
    )
    {
        var (root, key) = (new Uri($"http://127.0.0.1:{FreePort()}"), ApiKey.Create());
        var start = ThisProgram.Start(
            verb,
            ["--urls", root.ToString(), .. settings.Length > 0 ? ["--", .. settings] : Array.Empty<string>()]
        );
        start.RedirectStandardInput = true;
        start.Environment[KeySetting] = ApiKey.SettingOf(key);
        KeepToOneAddress(start.Environment);
        var process =
            ChildProcess.TryStart(start)
            ?? throw new CliException("The server's process could not be started.", "Check the process limits.", ExitCode.Unavailable);
        var server = new ServerProcess(process, root, key);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.ListeningAsync(verb, time, cancellationToken);
            await Readiness.AwaitAsync(root, time, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.EndAsync();
        Process.Dispose();
    }

    /// <summary>A port of the loopback address that nobody uses at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListeningAsync(string verb, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!Process.HasExited)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Root.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(Readiness.Interval, time, cancellationToken);
            }
        }

        throw new CliException("The server's process ended at its start.", $"Run 'localvoice {verb}': it says why.", ExitCode.Unavailable);
    }

    /// <summary>The https address that this machine's settings ask for may be another server's.</summary>
    private static void KeepToOneAddress(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.Equals(HttpsSetting, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            environment.Remove(name);
        }

        environment[HttpsSetting] = "false";
    }
}

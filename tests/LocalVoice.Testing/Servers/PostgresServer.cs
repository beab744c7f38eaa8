using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LocalVoice.Testing.Servers;

/// <summary>The system's PostgreSQL with an empty database in a folder of its own, which a test starts and stops. Loopback only.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Programs = Find();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localvoice-postgres-");
    private readonly int _port;
    private Process? _process;

    private PostgresServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Why it cannot be had, or null.</summary>
    public static string? Missing { get; } =
        Programs is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        : Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv") ? "PostgreSQL does not run as root, and setpriv is missing"
        : null;

    /// <summary>Npgsql's.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Database=postgres;Username={User}";

    public static async Task<PostgresServer> StartNewAsync()
    {
        var server = new PostgresServer();
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when it takes connections.</summary>
    public async Task StartAsync()
    {
        // What is fast here would lose data in a power cut.
        string[] arguments = ["-D", Data, "-k", _folder.FullName, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
        _process = Process.Start(Unprivileged("postgres", arguments))!;
        var output = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            output.Add(line);
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', output)}");
    }

    /// <summary>Disconnects everybody, and returns when it is down.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        // SIGINT is its fast shutdown.
        await RunAsync(new ProcessStartInfo("kill", ["-INT", $"{process.Id}"]));
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", [User, _folder.FullName]));
        }

        await RunAsync(Unprivileged("initdb", ["-D", Data, "-U", User, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]));
    }

    private static ProcessStartInfo Unprivileged(string program, string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = "/";
        return start;
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StartInfo.RedirectStandardOutput ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} failed: {error}");
        }
    }

    private static string? Find()
    {
        const string Debian = "/usr/lib/postgresql";
        IEnumerable<string> folders = Environment.GetEnvironmentVariable("PATH")!.Split(':');
        if (Directory.Exists(Debian))
        {
            folders = Directory.GetDirectories(Debian).OrderDescending().Select(version => Path.Combine(version, "bin")).Concat(folders);
        }

        return folders.FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"))
        );
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.EndToEnd.Tests.Shutdown;

/// <summary>The real program, serving in a process of its own on a free port with the starter models.</summary>
internal sealed partial class ServingProgram : IAsyncDisposable
{
    private readonly Process _process;

    private ServingProgram(Process process) => _process = process;

    public Uri Root { get; private set; } = null!;

    public ServerAddress Address => new(Root, key: null, started: null);

    /// <summary>Resident memory now.</summary>
    public double ResidentMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>Returns when the program is ready to talk.</summary>
    /// <param name="settings">As <c>--LocalVoice:Section:Key=value</c>.</param>
    public static Task<ServingProgram> StartAsync(params string[] settings) => StartAsync(new Dictionary<string, string>(), settings);

    /// <param name="environment">Variables beside those of the tests.</param>
    /// <param name="settings">As <c>--LocalVoice:Section:Key=value</c>.</param>
    public static async Task<ServingProgram> StartAsync(Dictionary<string, string> environment, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [RealProgram.FilePath, "serve", "--urls", "http://127.0.0.1:0", "--", .. settings])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LocalVoice__Admission__MaxSessions"] = "64";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new ServingProgram(Process.Start(start)!);
        var line = await program.SaysAsync("LocalVoice listens on ");
        program.Root = new Uri(line[(line.IndexOf("http", StringComparison.Ordinal))..].Trim());
        await Readiness.AwaitAsync(program.Root, TimeProvider.System, Patience());
        return program;
    }

    /// <summary>The next line that contains these words.</summary>
    public async Task<string> SaysAsync(string words)
    {
        while (await _process.StandardOutput.ReadLineAsync(Patience()) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line.Trim();
            }
        }

        throw new InvalidOperationException($"The program ended without '{words}'.");
    }

    /// <param name="signal">By its number on Linux: 1 for SIGHUP, 15 for SIGTERM.</param>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(Patience());
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

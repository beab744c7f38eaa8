using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>Commands in a shell in the checkout's root, as a reader would type them. Stops at the first that fails.</summary>
internal sealed partial class Shell : IAsyncDisposable
{
    private const int Term = 15;
    private const int Kill = 9;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly CancellationToken _patience = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private Shell(Process process) => _process = process;

    /// <summary>What it wrote, errors too, as far as it was read.</summary>
    public string Output => _output.ToString();

    public static Shell Start(string commands, params (string Name, string Value)[] environment)
    {
        // A session of its own: a signal reaches all that the shell starts. It waits for that to end, instead of ending first.
        const string Waits = "exec 2>&1 </dev/null; trap : TERM";
        var start = new ProcessStartInfo("setsid", ["bash", "-eu", "-o", "pipefail", "-c", $"{Waits}\n{commands}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Shell(Process.Start(start)!);
    }

    /// <summary>Runs them to their end.</summary>
    /// <returns>What they wrote.</returns>
    public static async Task<string> RunAsync(string commands, params (string Name, string Value)[] environment)
    {
        await using var shell = Start(commands, environment);
        Assert.True(await shell.ExitAsync() == 0, shell.Output);
        return shell.Output;
    }

    /// <summary>Returns at the first line with these words.</summary>
    public async Task SaysAsync(string words)
    {
        while (await _process.StandardOutput.ReadLineAsync(_patience) is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended without '{words}':\n{Output}");
    }

    public void Stop() => Assert.Equal(0, Signal(-_process.Id, Term));

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_patience));
        await _process.WaitForExitAsync(_patience);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(-_process.Id, Kill);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

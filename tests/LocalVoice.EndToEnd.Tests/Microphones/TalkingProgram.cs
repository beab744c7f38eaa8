using System.Diagnostics;
using System.Globalization;
using LocalVoice.Cli;
using LocalVoice.Cli.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Microphones;

/// <summary>The real program in a conversation through a sound server, with one recorder and one player on its PATH.</summary>
internal sealed class TalkingProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _programs = new();
    private readonly Process _process;

    public TalkingProgram(ServerAddress server, SoundServer sound, string recorder, string player)
    {
        foreach (var program in (string[])[recorder, player])
        {
            File.CreateSymbolicLink(_programs.File(program), ProgramOnPath.Find(program)!);
        }

        // Whoever runs tests in the background has them ignore Ctrl+C, and all their programs.
        string[] interruptible = ["--default-signal=INT", ProgramOnPath.Find("dotnet")!, RealProgram.FilePath];
        var start = new ProcessStartInfo("env", [.. interruptible, "talk", "--mic", "--lang", "es", "--url", server.Root.ToString()])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = _programs.Path;
        start.Environment[ServerOptions.KeyVariable] = server.Key;
        start.Environment[SoundServer.ServerVariable] = sound.Address;
        _process = Process.Start(start)!;
    }

    /// <summary>The next line that begins so.</summary>
    public async Task<string> SaysAsync(string words, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended without '{words}'.");
    }

    /// <summary>The user presses Ctrl+C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.EndAsync();
        _process.Dispose();
        _programs.Dispose();
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using LocalVoice.Cli;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Microphones;

/// <summary>
/// A PulseAudio server of the test's own with two devices that nobody hears: what is played to the one is what the system's microphone
/// captures, the other is the system's speaker.
/// </summary>
internal sealed class SoundServer : IAsyncDisposable
{
    private const string Microphone = "microphone";
    private const string Captured = Microphone + ".monitor";
    private const string Speaker = "speaker";
    private const int Loud = 1000;
    private readonly TemporaryFolder _folder;
    private readonly Process _listener;

    private SoundServer(TemporaryFolder folder)
    {
        _folder = folder;
        _listener = Process.Start(
            new ProcessStartInfo("parec", [$"--device={Speaker}.monitor", "--format=s16le", "--channels=1"])
            {
                RedirectStandardOutput = true,
                Environment = { [ServerVariable] = Address },
            }
        )!;
    }

    public const string ServerVariable = "PULSE_SERVER";

    /// <summary>The value of <see cref="ServerVariable"/> for programs that are to use it.</summary>
    public string Address => $"unix:{_folder.File("native")}";

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } = FirstMissing("pulseaudio", "pactl", "paplay", "parec");

    /// <summary>Why these programs cannot be used; null where they can.</summary>
    public static string? FirstMissing(params string[] programs) =>
        programs.FirstOrDefault(program => ProgramOnPath.Find(program) is null) is { } missing
            ? $"{missing} is not installed (Debian: apt-get install pulseaudio pulseaudio-utils ffmpeg alsa-utils)."
            : null;

    /// <summary>Returns when it takes clients.</summary>
    public static async Task<SoundServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        string[] modules =
        [
            $"module-null-sink sink_name={Speaker}",
            $"module-null-sink sink_name={Microphone}",
            $"module-native-protocol-unix socket={folder.File("native")} auth-anonymous=1",
        ];
        string[] options = ["-n", "--daemonize=yes", "--exit-idle-time=-1", "--realtime=no", "--log-level=error", "--log-target=null"];
        await RunAsync(folder, "pulseaudio", [.. options, .. modules.SelectMany(module => (string[])["-L", module])]);
        var server = new SoundServer(folder);
        await server.RunAsync("pactl", "set-default-sink", Speaker);
        await server.RunAsync("pactl", "set-default-source", Captured);
        return server;
    }

    /// <summary>Returns when some program captures what the microphone hears.</summary>
    public async Task IsCapturedAsync(CancellationToken cancellationToken)
    {
        var source = (await RunAsync("pactl", "list", "short", "sources")).Single(row => row[1] == Captured)[0];
        while (!(await RunAsync("pactl", "list", "short", "source-outputs")).Any(row => row[1] == source))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The user says a recording, to its end.</summary>
    public Task SayAsync(string file) => RunAsync("paplay", $"--device={Microphone}", file);

    /// <summary>Returns when a sound has come out of the speaker.</summary>
    public async Task IsHeardAsync(CancellationToken cancellationToken)
    {
        var block = new byte[4096];
        while (await _listener.StandardOutput.BaseStream.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            if (MemoryMarshal.Cast<byte, short>(block.AsSpan(0, read)).ContainsAnyExceptInRange((short)-Loud, (short)Loud))
            {
                return;
            }
        }

        throw new InvalidOperationException("The sound server ended, and nothing was heard.");
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.EndAsync();
        _listener.Dispose();
        await RunAsync("pulseaudio", "--kill");
        _folder.Dispose();
    }

    private Task<List<string[]>> RunAsync(string program, params string[] arguments) => RunAsync(_folder, program, arguments);

    /// <returns>The cells of each line.</returns>
    private static async Task<List<string[]>> RunAsync(TemporaryFolder folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["XDG_RUNTIME_DIR"] = folder.Path;
        start.Environment[ServerVariable] = program == "pulseaudio" ? "" : $"unix:{folder.File("native")}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))]
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}.");
    }
}

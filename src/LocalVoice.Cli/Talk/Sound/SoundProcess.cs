using System.Diagnostics;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>A player or recorder that runs, and what it complains of.</summary>
internal sealed class SoundProcess : IAsyncDisposable
{
    private const int LongestComplaint = 500;
    private readonly SoundProgram _program;
    private readonly Task<string> _complaint;

    private SoundProcess(SoundProgram program, Process process)
    {
        (_program, Process) = (program, process);
        _complaint = process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    /// <exception cref="CliException">It cannot be started.</exception>
    public static SoundProcess Start(SoundProgram program, ProcessStartInfo start) =>
        new(
            program,
            ChildProcess.TryStart(start)
                ?? throw new CliException($"{program.Path} could not be started.", "Check that it is a program.", ExitCode.Unavailable)
        );

    /// <summary>Waits for its end.</summary>
    /// <exception cref="CliException">It failed; the message has its complaint.</exception>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        await Process.WaitForExitAsync(cancellationToken);
        if (Process.ExitCode != 0)
        {
            var complaint = Printable.Line((await _complaint).Trim().ReplaceLineEndings(" "));
            throw new CliException(
                $"{_program.Name} ended with code {Process.ExitCode}: {complaint[..Math.Min(complaint.Length, LongestComplaint)]}",
                "Check the system's sound device.",
                ExitCode.Unavailable
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.EndAsync();
        Process.Dispose();
    }
}

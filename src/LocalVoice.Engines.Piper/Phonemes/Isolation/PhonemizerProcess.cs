using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>
/// The phonemizer's process. It gets no more of this one's environment than the runtime and espeak-ng need: keys of
/// cloud backends stay here. What native code writes to standard error as it dies goes to the log at Debug.
/// </summary>
internal sealed partial class PhonemizerProcess : IPhonemizerProcess
{
    private const int EndingMilliseconds = 1000;

    // Without HOME, libraries of espeak-ng's ask the system's user data base, and through it nscd.
    private static readonly string[] Inherited =
    [
        "PATH",
        "HOME",
        "DOTNET_ROOT",
        "DOTNET_ROOT_X64",
        "DOTNET_ROOT_ARM64",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "ESPEAK_DATA_PATH",
        "SystemRoot",
        "ProgramFiles",
        "TMPDIR",
        "TEMP",
        "TMP",
    ];

    private readonly Process _process;

    private PhonemizerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Stream Requests => _process.StandardInput.BaseStream;

    public Stream Replies => _process.StandardOutput.BaseStream;

    /// <exception cref="EngineException">The program is not there or may not run.</exception>
    public static PhonemizerProcess Start(PhonemizerCommand command, ILogger logger)
    {
        var process = new Process { StartInfo = StartInfo(command) };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } complaint)
            {
                LogComplaint(logger, complaint);
            }
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            process.Dispose();
            throw new EngineException($"The phonemizer {command.FileName} cannot be started: {failure.Message}", failure);
        }

        process.BeginErrorReadLine();
        return new PhonemizerProcess(process);
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, and was disposed meanwhile.
        }
    }

    public string Ending() =>
        _process.WaitForExit(EndingMilliseconds) ? $"ended with exit code {_process.ExitCode}" : "closed its output and goes on";

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(PhonemizerCommand command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        foreach (var (name, value) in command.Variables)
        {
            start.Environment[name] = value;
        }

        // No debugger's socket in the temporary folder, and no second thread for collections.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return start;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The phonemizer's process: {Complaint}")]
    private static partial void LogComplaint(ILogger logger, string complaint);
}

using System.Diagnostics;
using System.Globalization;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Models.Loading;

/// <summary>
/// Loads a model in a child process: native code that crashes or hangs ends the child only.
/// </summary>
/// <param name="limit">Time for start, loading and one unit of work; the child is killed then.</param>
internal sealed class LoadTrial(Func<LoadSubject, ProcessStartInfo> child, TimeProvider time, TimeSpan limit)
{
    // Exit codes from here on mean a signal on Unix: the code less 128.
    private const int FirstSignal = 129;
    private const int LastSignal = 128 + 64;

    public static ProcessStartInfo OwnChild(LoadSubject subject) =>
        ThisProgram.Start(LoadModelCommand.Name, "--stage", subject.Stage, subject.IsPath ? "--path" : "--model", subject.Name);

    /// <returns>Null for a model that works, else why it does not, as a sentence.</returns>
    public async Task<string?> RunAsync(LoadSubject subject, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.TryStart(child(subject));
        if (process is null)
        {
            return $"{subject.Name} could not be tried: no process could be started.";
        }

        using var expiry = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var complaint = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            await output;
            return Verdict(subject, process.ExitCode, await complaint);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{subject.Name} was not loaded within {limit.TotalSeconds:0} s: the {subject.Stage} engine hangs with it, or needs "
                + "a longer --load-timeout.";
        }
        finally
        {
            await process.EndAsync();
        }
    }

    private static string? Verdict(LoadSubject subject, int code, string complaint)
    {
        var reason = complaint.Trim().ReplaceLineEndings(" ");
        return code switch
        {
            0 => null,
            (int)ExitCode.Unavailable or (int)ExitCode.BadInput or (int)ExitCode.Fault when reason.Length > 0 =>
                $"{subject.Name} cannot be loaded: {reason}",
            >= FirstSignal and <= LastSignal =>
                $"{subject.Name} crashes the {subject.Stage} engine (exit code {code}, signal {Signal(code - 128)}): "
                    + "do not use this file; download it again.",
            _ => $"{subject.Name} ends the {subject.Stage} engine with exit code {code}: do not use this file; download it again.",
        };
    }

    private static string Signal(int number) =>
        number switch
        {
            4 => "SIGILL",
            6 => "SIGABRT",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            15 => "SIGTERM",
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
}

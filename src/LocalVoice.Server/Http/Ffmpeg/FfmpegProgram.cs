using System.ComponentModel;
using System.Diagnostics;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Ffmpeg;

/// <summary>
/// The program <c>ffmpeg</c>, where the machine has it. It gets its input through a pipe and may open nothing else, neither files
/// nor connections; it runs with one thread, behind everything else.
/// </summary>
internal sealed class FfmpegProgram(IOptions<LocalVoiceOptions> options)
{
    /// <summary>What an operator is told where there is none.</summary>
    public const string HowToInstall =
        $"let the operator install it ('apt install ffmpeg'; {LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}:"
        + $"{nameof(HttpOptions.Ffmpeg)} may give its path)";

    /// <summary>Starts it from standard input to standard output.</summary>
    /// <param name="input">Options of the input.</param>
    /// <param name="output">Options of the output.</param>
    /// <returns>Null where there is no such program.</returns>
    public FfmpegProcess? TryStart(IEnumerable<string> input, IEnumerable<string> output)
    {
        var program = options.Value.Http.Ffmpeg;
        try
        {
            var process = Process.Start(StartInfo(program, input, output))!;
            Postpone(process);
            return new(process);
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> input, IEnumerable<string> output)
    {
        string[] arguments =
        [
            .. (string[])["-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1", "-protocol_whitelist", "pipe"],
            .. input,
            .. (string[])["-i", "pipe:0"],
            .. output,
            "pipe:1",
        ];
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };

        // Keys of cloud backends stay here.
        foreach (var name in start.Environment.Keys.Where(name => !IsNeeded(name)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static bool IsNeeded(string variable) =>
        variable.ToUpperInvariant() is "PATH" or "HOME" or "LD_LIBRARY_PATH" or "DYLD_LIBRARY_PATH" or "SYSTEMROOT";

    private static void Postpone(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            // It has ended, or the system does not let it.
        }
    }
}

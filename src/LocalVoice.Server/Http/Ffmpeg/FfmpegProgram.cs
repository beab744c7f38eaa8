using System.ComponentModel;
using System.Diagnostics;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>
/// The program <c>ffmpeg</c>, where the machine has it. It gets the file through a pipe and may open nothing else, neither files
/// nor connections; it runs with one thread, behind everything else.
/// </summary>
internal sealed class FfmpegProgram(IOptions<LocalVoiceOptions> options)
{
    private const string Setting = $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}:{nameof(HttpOptions.Ffmpeg)}";

    /// <summary>Starts a decoder from standard input to 16 kHz mono s16le on standard output.</summary>
    /// <exception cref="ApiException">There is no such program.</exception>
    public Process Start(AudioContainer container)
    {
        var program = options.Value.Http.Ffmpeg;
        try
        {
            var process = Process.Start(StartInfo(program, container))!;
            Postpone(process);
            return process;
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                "decoder_missing",
                $"This server reads WAV of usual kinds only: to decode {container.Name} it needs ffmpeg, which is not installed. Send WAV "
                    + $"(16-bit PCM), or let the operator install it ('apt install ffmpeg'; {Setting} may give its path).",
                "file"
            );
        }
    }

    private static ProcessStartInfo StartInfo(string program, AudioContainer container)
    {
        string[] arguments =
        [
            .. (string[])["-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1"],
            .. (string[])["-protocol_whitelist", "pipe", "-f", container.Demuxer, "-i", "pipe:0"],
            .. (string[])["-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", "16000", "-f", "s16le", "pipe:1"],
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

using System.Diagnostics;
using System.Globalization;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Espeak;

/// <summary>
/// Synthesises a sentence in a child process of this program: espeak-ng's state is global, and in this process the
/// synthesizer's phonemizer uses it.
/// </summary>
internal static class EspeakProcess
{
    /// <exception cref="CliException">espeak-ng is not installed, or does not have the voice.</exception>
    public static async Task<Recording> SpeakAsync(EspeakVoice voice, string text, CancellationToken cancellationToken)
    {
        using var process =
            ChildProcess.TryStart(StartInfo(voice, text))
            ?? throw new CliException("The voice process could not be started.", "Check the process limits.", ExitCode.Unavailable);
        try
        {
            return await ReadAsync(process, text, cancellationToken);
        }
        finally
        {
            await process.EndAsync();
        }
    }

    private static async Task<Recording> ReadAsync(Process process, string text, CancellationToken cancellationToken)
    {
        using var wave = new MemoryStream();
        var complaint = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardOutput.BaseStream.CopyToAsync(wave, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new CliException(
                $"'{text}' could not be spoken: {(await complaint).Trim()}",
                "A recording (--wav) needs no espeak-ng.",
                process.ExitCode == (int)ExitCode.BadInput ? ExitCode.BadInput : ExitCode.Unavailable
            );
        }

        wave.Position = 0;
        return WaveFile.Read(wave, "espeak-ng's output");
    }

    private static ProcessStartInfo StartInfo(EspeakVoice voice, string text) =>
        ThisProgram.Start(
            SayToWavCommand.Name,
            "--text",
            text,
            "--voice",
            voice.Name,
            "--speed",
            voice.WordsPerMinute.ToString(CultureInfo.InvariantCulture),
            "--pitch",
            voice.Pitch.ToString(CultureInfo.InvariantCulture)
        );
}

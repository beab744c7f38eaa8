using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Output;

/// <summary>A recording that the user names.</summary>
internal static class InputRecording
{
    /// <summary>Reads it, and tells on standard error when it is truncated: what is there is used.</summary>
    /// <exception cref="Client.ClientException">It is missing, empty, or no WAV file that can be read.</exception>
    public static Recording Load(VerbContext context, string path)
    {
        var recording = WaveFile.Load(path);
        if (recording.Missing > TimeSpan.Zero)
        {
            context.Error.WriteLine(
                FormattableString.Invariant(
                    $"'{Printable.Line(path)}' is truncated: of {(recording.Duration + recording.Missing).TotalSeconds:0.0} s that its "
                ) + FormattableString.Invariant($"header promises {recording.Duration.TotalSeconds:0.0} s are there, and they are used.")
            );
        }

        return recording;
    }
}

namespace LocalVoice.Cli.Output;

/// <summary>A file that a verb writes when its work is done: that it can be is checked before.</summary>
internal static class OutputFile
{
    /// <summary>What options that write a file take for standard output.</summary>
    public const string StandardOutput = "-";

    /// <param name="option">For the message.</param>
    /// <param name="path">Null or <c>-</c>: no file.</param>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static void Require(string option, string? path)
    {
        if (path is null or StandardOutput)
        {
            return;
        }

        try
        {
            Try(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(
                $"{option} is '{path}', which cannot be written: {failure.Message.TrimEnd('.')}.",
                "Give the path of a file in a folder that exists.",
                ExitCode.BadInput
            );
        }
    }

    private static void Try(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("It is a directory.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            using (file.Create()) { }
            file.Delete();
        }
        else if (file.Length > 0)
        {
            // Without a size it may be a pipe or a device, which is not opened before there is something to write.
            using (file.OpenWrite()) { }
        }
    }
}

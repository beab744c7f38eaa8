namespace LocalVoice.Cli.Output;

/// <summary>Text that the user gives.</summary>
internal static class Words
{
    /// <exception cref="CliException">There are none.</exception>
    public static string Require(string option, string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new CliException($"{option} has no words.", "Give a sentence.", ExitCode.BadInput) : text;
}

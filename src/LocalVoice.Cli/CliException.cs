namespace LocalVoice.Cli;

/// <summary>The verb cannot do what was asked.</summary>
/// <param name="problem">What is wrong, and where.</param>
/// <param name="remedy">What the user can do about it; one sentence.</param>
/// <param name="code">What the process exits with.</param>
internal sealed class CliException(string problem, string remedy, ExitCode code) : Exception($"{problem} {remedy}")
{
    public ExitCode Code => code;
}

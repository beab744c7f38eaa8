namespace LocalVoice.Cli;

/// <summary>A verb failed.</summary>
/// <param name="problem">What is wrong and where.</param>
/// <param name="remedy">The user's remedy, in one sentence.</param>
/// <param name="code">The process's exit code.</param>
internal sealed class CliException(string problem, string remedy, ExitCode code) : Exception($"{problem} {remedy}")
{
    public ExitCode Code => code;
}

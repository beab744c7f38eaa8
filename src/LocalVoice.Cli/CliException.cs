namespace LocalVoice.Cli;

/// <summary>A verb failed.</summary>
/// <param name="problem">What is wrong and where.</param>
/// <param name="remedy">The user's remedy, in one sentence; empty where the problem names it.</param>
/// <param name="code">The process's exit code.</param>
internal sealed class CliException(string problem, string remedy, ExitCode code) : Exception($"{problem} {remedy}".TrimEnd())
{
    public ExitCode Code => code;
}

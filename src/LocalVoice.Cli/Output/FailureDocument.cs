namespace LocalVoice.Cli.Output;

/// <summary>The document of a run with <c>--json</c> that failed before it had another one.</summary>
/// <param name="Error">What standard error says, on one line.</param>
/// <param name="ExitCode">The process's.</param>
internal sealed record FailureDocument(string Error, int ExitCode);

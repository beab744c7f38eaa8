using System.CommandLine;

namespace LocalVoice.Cli.Output;

/// <summary>Turns a body into a verb's action.</summary>
internal static class VerbExtensions
{
    /// <param name="json">The verb's <c>--json</c> switch; null when it has none.</param>
    public static Command Runs(this Command command, Option<bool>? json, Func<VerbContext, Task<ExitCode>> body) =>
        command.Runs(parsed => json is not null && parsed.GetValue(json), body);

    /// <param name="json">Whether standard output is one JSON document.</param>
    public static Command Runs(this Command command, Func<ParseResult, bool> json, Func<VerbContext, Task<ExitCode>> body)
    {
        command.Action = new VerbAction(json, body);
        return command;
    }
}

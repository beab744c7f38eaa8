using System.CommandLine;
using System.CommandLine.Invocation;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;

namespace LocalVoice.Cli;

/// <summary>Runs the verb that a command line names.</summary>
internal static class CommandLine
{
    // Of texts and file names nobody means the answer file that an @ would name.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    // For a verb's own server to unload its models, on a busy machine too: what was stopped is told after that.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(15);

    /// <summary>An invalid command line gives <see cref="ExitCode.BadInput"/>.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments, InvocationConfiguration? configuration = null)
    {
        HelpWithExitCodes.AddTo(root);
        var parsed = root.Parse(arguments, Parser);
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;

        // The parser ends a process so long after a signal; the server drains, and ends by itself.
        configuration.ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : LongestEnd;
        return parsed.Action is ParseErrorAction ? (int)UsageFailure.Tell(parsed, configuration) : await parsed.InvokeAsync(configuration);
    }
}

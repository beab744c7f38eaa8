using System.CommandLine;
using LocalVoice.Cli.Serve;

namespace LocalVoice.Cli;

/// <summary>Runs the verb that a command line names.</summary>
internal static class CommandLine
{
    /// <summary>An invalid command line gives <see cref="ExitCode.BadInput"/>.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments, InvocationConfiguration? configuration = null)
    {
        var parsed = root.Parse(arguments);
        configuration ??= new InvocationConfiguration();
        if (parsed.CommandResult.Command.Name == ServeCommand.Name)
        {
            // The parser ends a process two seconds after a signal; the server drains, and ends by itself.
            configuration.ProcessTerminationTimeout = null;
        }

        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? (int)ExitCode.BadInput : code;
    }
}

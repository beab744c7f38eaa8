using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Serve;

/// <summary>
/// <c>serve-simulated</c>: the server on engines that take no time, for measurements of everything else. Not listed,
/// since it answers nobody's question: its log and its responses say so. It ends with its standard input, and so with
/// the verb that started it.
/// </summary>
internal static class ServeSimulatedCommand
{
    public const string Name = "serve-simulated";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", Required = true };
        var command = new Command(Name, "Runs the voice server on simulated engines, until its standard input ends.") { urls };
        command.Hidden = true;
        return command.Runs(
            json: null as Option<bool>,
            context => UnlistedServer.RunAsync(context.Get(urls), SimulatedEngines.Register, SimulatedEngines.Warn, context.Cancellation)
        );
    }
}

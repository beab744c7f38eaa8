using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Server;
using Microsoft.Extensions.Hosting;

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
        return command.Runs(json: null as Option<bool>, context => ServeAsync(context.Get(urls), context.Cancellation));
    }

    private static async Task<ExitCode> ServeAsync(string urls, CancellationToken cancellationToken)
    {
        // No turn's cost tells how many sessions these engines can take.
        string[] settings = ["--urls", urls, "--LocalVoice:Admission:MaxSessions=1000", $"--{ServeCommand.HttpsEnabled}=false"];
        await using var server = VoiceServer.Build(settings, SimulatedEngines.Register);
        VoiceServer.CheckAddresses(server);
        await server.StartAsync(cancellationToken);
        SimulatedEngines.Warn(server.Logger);
        await InputEndsAsync().WaitAsync(cancellationToken);
        await server.StopAsync(cancellationToken);
        return ExitCode.Success;
    }

    /// <summary>On a thread of its own: reading blocks, and would take one from the pool that is measured.</summary>
    private static Task InputEndsAsync() =>
        Task.Factory.StartNew(
            () =>
            {
                using var input = Console.OpenStandardInput();
                while (input.ReadByte() >= 0) { }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}

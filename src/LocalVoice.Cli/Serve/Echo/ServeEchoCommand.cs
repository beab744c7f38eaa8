using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Core.Sessions;
using LocalVoice.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Cli.Serve.Echo;

/// <summary>
/// <c>serve-echo</c>: the server, with sessions that say what they hear, for measurements of what carries them. Not listed, as
/// <c>serve-simulated</c>; it ends with its standard input.
/// </summary>
internal static class ServeEchoCommand
{
    public const string Name = "serve-echo";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", Required = true };
        var command = new Command(Name, "Runs the voice server with sessions that echo, until its standard input ends.") { urls };
        command.Hidden = true;
        return command.Runs(
            json: null as Option<bool>,
            context =>
                UnlistedServer.RunAsync(
                    context.Get(urls),
                    builder => builder.Services.AddSingleton<IVoiceSessionFactory, EchoSessions>(),
                    _ => { },
                    context.Cancellation
                )
        );
    }
}

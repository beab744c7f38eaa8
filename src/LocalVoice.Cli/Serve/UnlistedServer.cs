using LocalVoice.Cli.Output;
using LocalVoice.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Cli.Serve;

/// <summary>A server on something else than engines, which ends with its standard input, and so with the verb that started it.</summary>
internal static class UnlistedServer
{
    /// <param name="urls">Where to listen.</param>
    /// <param name="register">Registers what stands for the engines.</param>
    /// <param name="warn">Tells in the log what this is.</param>
    public static async Task<ExitCode> RunAsync(
        string urls,
        Action<WebApplicationBuilder> register,
        Action<ILogger> warn,
        CancellationToken cancellationToken
    )
    {
        // No turn's cost tells how many sessions these can take.
        string[] settings =
        [
            "--urls",
            urls,
            "--LocalVoice:Admission:MaxSessions=1000",
            "--LocalVoice:WebRtc:Port=0",
            $"--{ServeCommand.HttpsEnabled}=false",
        ];
        await using var server = VoiceServer.Build(settings, register);
        VoiceServer.CheckAddresses(server);
        await server.StartAsync(cancellationToken);
        warn(server.Logger);
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

using System.CommandLine;
using System.Net.Sockets;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Server;
using LocalVoice.Server.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LocalVoice.Cli.Serve;

/// <summary><c>serve</c>: runs the server until it is stopped.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    /// <summary>The setting of <c>--https</c>.</summary>
    public const string HttpsEnabled = "LocalVoice:Https:Enabled";

    private const string DefaultUrls = "http://localhost:8080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several are separated by semicolons.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrls,
        };
        var insecure = new Option<bool>("--insecure")
        {
            Description = "Listen on other than loopback addresses without API keys: whoever reaches the server may use it.",
        };
        var https = new Option<bool>("--https")
        {
            Description =
                "Listen with https too: on port 8443 where --urls has no https address, with a certificate that the server "
                + "makes for itself where none is configured.",
        };
        var models = new Option<string?>("--models") { Description = "The set of models to use, as 'models list' gives them." };
        var stages = new StageFlags();
        var settings = SettingsArgument.Create();
        var command = new Command(Name, "Runs the voice server.") { urls, insecure, https, models, settings };
        stages.AddTo(command);
        return command.Runs(
            json: null as Option<bool>,
            async context =>
            {
                string[] access = context.Get(insecure) ? ["--LocalVoice:Access:Insecure=true"] : [];
                string[] secure = context.Get(https) ? [$"--{HttpsEnabled}=true"] : [];
                string[] set = context.Get(models) is { } name ? [$"--LocalVoice:Models:Set={name}"] : [];
                await using var server = await StartAsync(
                    context.Get(urls),
                    [.. access, .. secure, .. set, .. stages.Settings(context), .. context.Get(settings)],
                    context.Cancellation
                );
                var failure = server.Services.GetRequiredService<StartFailure>();
                await server.WaitForShutdownAsync(context.Cancellation);
                if (failure.Reason is not { } reason)
                {
                    return ExitCode.Success;
                }

                await context.Error.WriteLineAsync(Printable.Line(reason));
                return failure.IsSetting ? ExitCode.BadInput : ExitCode.Unavailable;
            }
        );
    }

    /// <exception cref="CliException">An address or a setting cannot be used.</exception>
    private static async Task<WebApplication> StartAsync(string urls, string[] settings, CancellationToken cancellationToken)
    {
        WebApplication? server = null;
        try
        {
            server = VoiceServer.Build(["--urls", urls, .. settings], PhonemizerVerb.Register);
            VoiceServer.CheckAddresses(server);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch (Exception failure)
        {
            var stopped = false;
            if (server is not null)
            {
                stopped = server.Lifetime.ApplicationStopping.IsCancellationRequested;
                await server.DisposeAsync();
            }

            if (failure is OptionsValidationException or InvalidDataException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw stopped && failure is OperationCanceledException
                ? new CliException("The server was stopped while it was starting.", "", ExitCode.Cancelled)
                : Refusal(failure, urls);
        }
    }

    private static CliException Refusal(Exception failure, string urls)
    {
        var problem = failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
        if (problem.Contains("https://", StringComparison.Ordinal) && !urls.Contains("https://", StringComparison.Ordinal))
        {
            return new CliException(
                $"The server cannot listen: {problem}.",
                "Give a free port with LocalVoice:Https:Port.",
                ExitCode.BadInput
            );
        }

        return failure is IOException or SocketException or FormatException or ArgumentOutOfRangeException { ParamName: "port" }
            ? new CliException(
                $"The server cannot listen on {urls}: {problem}.",
                "Give a free address of this machine with --urls.",
                ExitCode.BadInput
            )
            : new CliException(
                $"The server cannot start: {problem}.",
                "Correct that setting; src/LocalVoice.Server/Configuration/REFERENCE.md lists them.",
                ExitCode.BadInput
            );
    }
}

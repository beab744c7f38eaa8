using LocalVoice.Server;
using LocalVoice.Server.Access;
using LocalVoice.Server.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// A real server in this process, on a free local port, without output on standard output. It takes a key of its own, so
/// that only the verb talks to it, whatever keys are configured.
/// </summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const string KeyName = "verb";

    // Nobody else's calls to protect: a verb measures what it asks for.
    private const int MaxSessions = 1000;

    private readonly WebApplication _application;

    private LocalServer(WebApplication application, string key) => (_application, Key) = (application, key);

    public Uri Root => new(_application.Urls.First());

    public string Key { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>Returns when the engines are loaded and warmed up.</summary>
    /// <param name="settings">For this server, as <c>--Section:Key=value</c>.</param>
    /// <exception cref="CliException">An engine cannot start.</exception>
    public static Task<LocalServer> StartAsync(CancellationToken cancellationToken, params string[] settings) =>
        StartAsync(_ => { }, cancellationToken, settings);

    /// <inheritdoc cref="StartAsync(CancellationToken, string[])"/>
    /// <param name="configure">Further changes to the composition.</param>
    public static async Task<LocalServer> StartAsync(
        Action<WebApplicationBuilder> configure,
        CancellationToken cancellationToken,
        params string[] settings
    )
    {
        var key = ApiKey.Create();
        var application = VoiceServer.Build(
            [
                "--urls",
                "http://127.0.0.1:0",
                $"--LocalVoice:Access:Keys:{KeyName}={ApiKey.SettingOf(key)}",
                $"--LocalVoice:Admission:MaxSessions={MaxSessions}",
                "--LocalVoice:Https:Enabled=false",
                "--LocalVoice:Wyoming:Enabled=false",
                "--LocalVoice:WebRtc:Port=0",
                .. settings,
            ],
            LocalComposition.Apply + configure
        );
        await application.StartAsync(cancellationToken);
        var server = new LocalServer(application, key);
        var why = application.Services.GetRequiredService<StartFailure>();
        try
        {
            await Readiness.AwaitAsync(server.Root, TimeProvider.System, cancellationToken);
            return server;
        }
        catch (Exception failure)
        {
            await server.DisposeAsync();
            if (failure is CliException && why.Reason is { } reason)
            {
                throw new CliException($"The server cannot start. {reason}", "", why.IsSetting ? ExitCode.BadInput : ExitCode.Unavailable);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

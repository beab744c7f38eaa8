using LocalVoice.Server;
using Microsoft.AspNetCore.Builder;

namespace LocalVoice.Cli.Hosting;

/// <summary>A real server in this process, on a free local port, without output on standard output.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LocalServer(WebApplication application) => _application = application;

    public Uri Root => new(_application.Urls.First());

    /// <summary>Returns when the engines are loaded and warmed up.</summary>
    /// <exception cref="CliException">An engine cannot start.</exception>
    public static async Task<LocalServer> StartAsync(CancellationToken cancellationToken)
    {
        var application = VoiceServer.Build(["--urls", "http://127.0.0.1:0"], LocalComposition.Apply);
        await application.StartAsync(cancellationToken);
        var server = new LocalServer(application);
        try
        {
            await Readiness.AwaitAsync(server.Root, TimeProvider.System, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

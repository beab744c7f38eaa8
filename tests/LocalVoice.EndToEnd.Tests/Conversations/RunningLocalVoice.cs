using System.Net;
using LocalVoice.Cli.Hosting;
using LocalVoice.Server.Wyoming;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.EndToEnd.Tests.Conversations;

/// <summary>A real server with the real engines on the starter models, shared by all end-to-end tests.</summary>
public sealed class RunningLocalVoice : IAsyncLifetime
{
    private LocalServer? _server;

    internal ServerAddress Address => new(_server!.Root, _server.Key, started: null);

    /// <summary>Where it listens for Home Assistant.</summary>
    internal IPEndPoint Wyoming => _server!.Services.GetRequiredService<WyomingEndpoint>().Bound!;

    public async ValueTask InitializeAsync() =>
        _server = await LocalServer.StartAsync(CancellationToken.None, "--LocalVoice:Wyoming:Enabled=true", "--LocalVoice:Wyoming:Port=0");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class EndToEnd : ICollectionFixture<RunningLocalVoice>
{
    public const string Name = "End to end";
}

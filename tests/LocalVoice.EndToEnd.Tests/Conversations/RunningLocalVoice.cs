using LocalVoice.Cli.Hosting;

namespace LocalVoice.EndToEnd.Tests.Conversations;

/// <summary>A real server with the real engines on the starter models, shared by all end-to-end tests.</summary>
public sealed class RunningLocalVoice : IAsyncLifetime
{
    private LocalServer? _server;

    internal ServerAddress Address => new(_server!.Root, _server.Key, started: null);

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync(CancellationToken.None);

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

using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Logging;
using LocalVoice.Testing.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A real server on a free port, with fake sessions behind it.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private WebApplication? _app;

    public FakeVoiceSessionFactory Sessions { get; } = new();

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _app!.Services;

    /// <summary>Where this machine reaches the server.</summary>
    public Uri Address => new(_app!.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

    /// <summary>Services of a test's own.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    /// <summary>The server's clock, where a test turns it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Task<RunningServer> StartAsync(params string[] args) => StartAsync(TimeProvider.System, args);

    public static async Task<RunningServer> StartAsync(TimeProvider time, params string[] args)
    {
        var server = new RunningServer { Time = time };
        await server.StartWithAsync(args);
        return server;
    }

    public ValueTask InitializeAsync() => _app is null ? new(StartWithAsync([])) : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    public Task StopAsync() => _app!.StopAsync();

    /// <summary>A client with its session; the first event, <c>session.created</c>, is read.</summary>
    public async Task<(TestClient Client, FakeVoiceSession Session)> OpenAsync(string subprotocol = "realtime", string query = "")
    {
        var client = await ConnectAsync(query, subprotocol);
        var session = await Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await client.ExpectAsync("session.created");
        return (client, session);
    }

    public async Task<TestClient> ConnectAsync(string query, params string[] subprotocols)
    {
        var socket = new ClientWebSocket();
        foreach (var subprotocol in subprotocols)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        await socket.ConnectAsync(
            new UriBuilder(Address)
            {
                Scheme = "ws",
                Path = "/v1/realtime",
                Query = query,
            }.Uri,
            TestClient.EventTimeout()
        );
        return new TestClient(socket);
    }

    private async Task StartWithAsync(string[] args)
    {
        _app = VoiceServer.Build(
            ["--urls", "http://127.0.0.1:0", .. args],
            builder =>
            {
                builder.Services.AddSingleton<IVoiceSessionFactory>(Sessions);
                builder.Services.AddSingleton(Time);
                Configure(builder.Services);
                builder.Logging.ClearProviders();
                builder.Logging.AddProvider(new LogProvider(Log));
            }
        );
        await _app.StartAsync();
    }
}

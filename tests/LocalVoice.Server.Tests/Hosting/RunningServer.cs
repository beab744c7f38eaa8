using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Transport;
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
    private int _sessions;

    public FakeVoiceSessionFactory Sessions { get; } = new();

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _app!.Services;

    /// <summary>Where this machine reaches the server.</summary>
    public Uri Address => AddressOf(_app!.Urls.Single());

    /// <summary>The one of its addresses with https.</summary>
    public Uri SecureAddress => AddressOf(_app!.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>The one of its addresses with plain http.</summary>
    public Uri PlainAddress => AddressOf(_app!.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>Services of a test's own.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    /// <summary>Settings of a test's own.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>The server's clock, where a test turns it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Task<RunningServer> StartAsync(params string[] args) => StartAsync(TimeProvider.System, args);

    public static Task<RunningServer> StartAsync(TimeProvider time, params string[] args) => StartAsync(time, _ => { }, args);

    public static async Task<RunningServer> StartAsync(TimeProvider time, Action<IServiceCollection> configure, params string[] args)
    {
        var server = new RunningServer { Time = time, Configure = configure };
        await server.StartWithAsync(args);
        return server;
    }

    /// <param name="configure">Services of a test's own.</param>
    public static async Task<RunningServer> StartAsync(Action<IServiceCollection> configure, params string[] args)
    {
        var server = new RunningServer { Configure = configure };
        await server.StartWithAsync(args);
        return server;
    }

    public ValueTask InitializeAsync() => _app is null ? new(StartWithAsync(Args)) : ValueTask.CompletedTask;

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
        await LetFirstEventGoAsync();
        await client.ExpectAsync("session.created");
        return (client, session);
    }

    /// <summary>Turns a test's clock past the pause before a session's first event; for every session that is opened.</summary>
    public async Task LetFirstEventGoAsync()
    {
        if (Time is ArmedTime armed)
        {
            await armed.ArmedAsync(TransportBudgets.FirstEventPause, ++_sessions);
            armed.Advance(TransportBudgets.FirstEventPause);
        }
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

    private static Uri AddressOf(string url) => new(url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

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

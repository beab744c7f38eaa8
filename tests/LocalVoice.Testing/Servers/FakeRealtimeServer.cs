using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Testing.Servers;

/// <summary>A server on the real HTTP stack that answers every utterance, found by level, with one second of tone.</summary>
public sealed class FakeRealtimeServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeRealtimeServer(WebApplication application) => _application = application;

    public string Url => _application.Urls.First();

    /// <summary>Where sessions are opened.</summary>
    public Uri RealtimeUrl => new UriBuilder(Url) { Scheme = "ws", Path = "/v1/realtime" }.Uri;

    /// <summary>What clients sent as text, in order.</summary>
    public List<string> Received { get; } = [];

    /// <summary>What the server understands; empty for a server that hears nothing.</summary>
    public string Hears { get; init; } = "hola";

    /// <summary>Whether it takes subprotocol <c>localvoice</c>.</summary>
    public bool HasExtensions { get; init; } = true;

    /// <summary>Whether its responses end by themselves; else when they are cancelled.</summary>
    public bool Completes { get; init; } = true;

    /// <summary>The API key that clients need; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>What the server does with a connection instead of answering; null for answering.</summary>
    public Func<WebSocket, Task>? Instead { get; init; }

    public static async Task<FakeRealtimeServer> StartAsync(
        string hears = "hola",
        string? key = null,
        Func<WebSocket, Task>? instead = null,
        bool extensions = true,
        bool completes = true
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeRealtimeServer(builder.Build())
        {
            Hears = hears,
            Key = key,
            Instead = instead,
            HasExtensions = extensions,
            Completes = completes,
        };
        server._application.UseWebSockets();
        server._application.Map("/v1/realtime", server.AcceptAsync);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AcceptAsync(HttpContext context)
    {
        if (Key is not null && context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var localVoice = HasExtensions && context.WebSockets.WebSocketRequestedProtocols.Contains("localvoice");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(localVoice ? "localvoice" : "realtime");
        try
        {
            await (Instead?.Invoke(socket) ?? new FakeRealtimeConnection(socket, localVoice, this).RunAsync());
        }
        catch (WebSocketException)
        {
            // The client hung up.
        }
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Engines.Deepgram.Tests.Scripted;

/// <summary>A server that says what the test tells it to, byte for byte.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<ScriptedPeer> _peers = Channel.CreateBounded<ScriptedPeer>(64);
    private readonly ConcurrentBag<ScriptedPeer> _all = [];
    private ProviderServer? _server;
    private int _accepted;

    /// <summary>Answers requests that are no handshakes, and handshakes that are refused; null: accepts.</summary>
    public Func<HttpContext, Task>? Refusal { get; set; }

    /// <summary>As <c>ws://127.0.0.1:PORT</c>.</summary>
    public string Url => $"ws://{_server!.Address.Authority}";

    public int Accepted => Volatile.Read(ref _accepted);

    public static async Task<ScriptedService> StartAsync()
    {
        var service = new ScriptedService();
        service._server = await ProviderServer.StartAsync(routes => routes.Map("/{**path}", service.ServeAsync));
        return service;
    }

    /// <summary>The next connection.</summary>
    /// <exception cref="TimeoutException">None came: what should have opened it has failed, or waits.</exception>
    public Task<ScriptedPeer> AcceptAsync() => _peers.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _all)
        {
            peer.End();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (Refusal is { } refusal)
        {
            await refusal(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _accepted);
        var peer = new ScriptedPeer(socket, context);
        _all.Add(peer);
        _peers.Writer.TryWrite(peer);
        await peer.Closed;
    }
}

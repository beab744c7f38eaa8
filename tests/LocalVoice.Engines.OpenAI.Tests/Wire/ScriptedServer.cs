using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>An HTTP/1.1 server on loopback whose responses are bytes that the test writes. Counts what reaches it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ScriptedRequest> _requests = [];
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<ScriptedRequest, Task> _respond;
    private readonly Task _accepting;

    /// <param name="respond">Writes the response to each request.</param>
    public ScriptedServer(Func<ScriptedRequest, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <param name="response">To every request.</param>
    public ScriptedServer(byte[] response)
        : this(request => request.SendAsync(response)) { }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    public Counter Connections { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                client.NoDelay = true;
                _clients.Add(client);
                Connections.Increment();
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            while (await ScriptedRequest.ReadAsync(client, stream) is { } request)
            {
                _requests.Enqueue(request);
                await _respond(request);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException)
        {
            // The client has gone, or the test has ended.
        }
    }
}

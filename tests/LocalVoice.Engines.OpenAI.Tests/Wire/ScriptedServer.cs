using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>An HTTP/1.1 server on loopback whose responses are bytes that the test writes. Counts what reaches it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<ScriptedRequest> _requests = [];
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<ScriptedRequest, Task> _respond;
    private readonly Task<List<Task>> _accepting;

    /// <param name="respond">Writes the response to each request.</param>
    public ScriptedServer(Func<ScriptedRequest, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _accepting = AcceptAsync();
    }

    /// <param name="response">To every request.</param>
    public ScriptedServer(byte[] response)
        : this(request => request.SendAsync(response)) { }

    public Uri Address { get; }

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    public Counter Connections { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        var serving = await _accepting;
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Task.WhenAll(serving);
    }

    /// <returns>What serves the connections.</returns>
    private async Task<List<Task>> AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                client.NoDelay = true;
                _clients.Add(client);
                Connections.Increment();
                serving.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            return serving;
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

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>A client of the simulated service that knows nothing of the protocol: messages in, messages out.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    private RawClient() => _socket.Options.CollectHttpResponseDetails = true;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    /// <param name="path">With the query.</param>
    public static async Task<RawClient> ConnectAsync(SimulatedDeepgram deepgram, string path, string? key = "simulated-key")
    {
        var client = new RawClient();
        await client.OpenAsync(deepgram, path, key);
        return client;
    }

    /// <returns>The status and the header <c>dg-error</c> of a handshake that fails.</returns>
    public static async Task<(int Status, string? Error)> FailAsync(SimulatedDeepgram deepgram, string path, string? key = "simulated-key")
    {
        using var client = new RawClient();
        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync(deepgram, path, key));
        var error = client._socket.HttpResponseHeaders!.TryGetValue("dg-error", out var values) ? values.Single() : null;
        return ((int)client._socket.HttpStatusCode, error);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] audio) => SendAsync(audio, WebSocketMessageType.Binary);

    /// <summary>The next message as it is.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Payload)> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return (part.MessageType, _buffer[..length]);
            }
        }
    }

    /// <summary>The next message, which must be text.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var (type, payload) = await ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Text, type);
        return JsonElement.Parse(payload);
    }

    /// <summary>The next text message of a type; those before it are skipped.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var (kind, payload) = await ReceiveAsync();
            Assert.NotEqual(WebSocketMessageType.Close, kind);
            if (kind == WebSocketMessageType.Text && JsonElement.Parse(payload) is var message && message.Text("type") == type)
            {
                return message;
            }
        }
    }

    /// <summary>Everything until the service closes.</summary>
    public async Task<IReadOnlyList<JsonElement>> RestAsync()
    {
        var all = new List<JsonElement>();
        while (await ReceiveAsync() is { Type: not WebSocketMessageType.Close } message)
        {
            all.Add(message.Type == WebSocketMessageType.Text ? JsonElement.Parse(message.Payload) : default);
        }

        return all;
    }

    public void Dispose() => _socket.Dispose();

    private async Task OpenAsync(SimulatedDeepgram deepgram, string path, string? key)
    {
        if (key is not null)
        {
            _socket.Options.SetRequestHeader("Authorization", $"Token {key}");
        }

        using var patience = new CancellationTokenSource(Patience);
        var address = new UriBuilder(deepgram.Address) { Scheme = "ws" };
        await _socket.ConnectAsync(new Uri(address.Uri, path), patience.Token);
    }

    private async Task SendAsync(byte[] payload, WebSocketMessageType type)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(payload, type, endOfMessage: true, patience.Token);
    }
}

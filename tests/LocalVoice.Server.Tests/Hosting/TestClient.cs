using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>
/// A client that speaks raw messages, so that a test sees exactly what is on the wire. The events that a stock client gets are also
/// read as its package reads them.
/// </summary>
public sealed class TestClient(ClientWebSocket socket) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[4 * 1024 * 1024];

    public ClientWebSocket Socket => socket;

    /// <summary>How long a test waits for what must come.</summary>
    public static CancellationToken EventTimeout() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, EventTimeout());

    public Task SendBinaryAsync(byte[] payload) =>
        socket.SendAsync(payload, WebSocketMessageType.Binary, endOfMessage: true, EventTimeout());

    public async Task<(WebSocketMessageType Type, byte[] Payload)> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(_buffer.AsMemory(length), EventTimeout());
            length += piece.Count;
            if (piece.EndOfMessage)
            {
                return (piece.MessageType, _buffer[..length]);
            }
        }
    }

    public async Task<JsonElement> NextAsync()
    {
        var (type, payload) = await ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Text, type);
        if (socket.SubProtocol != "localvoice")
        {
            StockReader.Require(payload);
        }

        return JsonDocument.Parse(payload).RootElement;
    }

    /// <summary>The next message, which must be this event.</summary>
    public async Task<JsonElement> ExpectAsync(string type)
    {
        var next = await NextAsync();
        Assert.True(next.Type() == type, $"Expected {type}, got {next}");
        Assert.StartsWith("event_", next.Text("event_id"), StringComparison.Ordinal);
        return next;
    }

    /// <summary>The next messages, which must be these events in this order.</summary>
    public async Task<IReadOnlyList<JsonElement>> ExpectAsync(params string[] types)
    {
        var events = new List<JsonElement>();
        foreach (var type in types)
        {
            events.Add(await ExpectAsync(type));
        }

        return events;
    }

    /// <summary>The next message, which must be an error of this code.</summary>
    public async Task<JsonElement> ExpectErrorAsync(string code)
    {
        var error = (await ExpectAsync("error")).GetProperty("error");
        Assert.Equal(code, error.Text("code"));
        return error;
    }

    /// <summary>The next message, which must be the server's close.</summary>
    public async Task<WebSocketCloseStatus?> ExpectCloseAsync()
    {
        var (type, _) = await ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Close, type);
        return socket.CloseStatus;
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

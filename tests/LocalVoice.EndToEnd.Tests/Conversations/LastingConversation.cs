using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.EndToEnd.Tests.Conversations;

/// <summary>A client that keeps its conversation's items, and sends them again to the server that comes after one that was lost.</summary>
internal sealed class LastingConversation(Uri realtime) : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private readonly List<JsonObject> _items = [];
    private ClientWebSocket _socket = new();

    /// <summary>The ids of its items, in their order.</summary>
    public IReadOnlyList<string> Items => [.. _items.Select(item => item["id"]!.GetValue<string>())];

    /// <summary>Connects, however often that takes, and sends what was said so far.</summary>
    public async Task ConnectAsync(CancellationToken patience)
    {
        using var attempts = new PeriodicTimer(Between);
        while (true)
        {
            _socket.Dispose();
            _socket = new();
            _socket.Options.AddSubProtocol("realtime");
            try
            {
                await _socket.ConnectAsync(realtime, patience);
                await ReceiveAsync("session.created", patience);
                break;
            }
            catch (WebSocketException)
            {
                await attempts.WaitForNextTickAsync(patience);
            }
        }

        foreach (var item in _items)
        {
            await SendItemAsync(item, patience);
        }
    }

    /// <summary>Asks in writing.</summary>
    public async Task AskAsync(string text, CancellationToken patience)
    {
        _items.Add(Message("user", "input_text", text));
        await SendItemAsync(_items[^1], patience);
        await RequestAsync(patience);
    }

    public Task RequestAsync(CancellationToken patience) => SendAsync(new JsonObject { ["type"] = "response.create" }, patience);

    /// <returns>The whole answer, which is an item of the conversation then.</returns>
    public async Task<string> AnswerAsync(CancellationToken patience)
    {
        var done = (await ReceiveAsync("response.done", patience))["response"]!;
        Assert.Equal("completed", done["status"]!.GetValue<string>());
        var text = done["output"]![0]!["content"]![0]!["transcript"]!.GetValue<string>();
        _items.Add(Message("assistant", "output_text", text));
        return text;
    }

    /// <summary>Skips whatever comes.</summary>
    /// <exception cref="WebSocketException">The server is gone.</exception>
    public Task ListenAsync(CancellationToken patience) => ReceiveAsync("none", patience);

    /// <summary>Skips events until this one comes.</summary>
    /// <exception cref="WebSocketException">The server is gone.</exception>
    public async Task<JsonNode> ReceiveAsync(string type, CancellationToken patience)
    {
        while (true)
        {
            using var message = new MemoryStream();
            var buffer = new byte[64 * 1024];
            WebSocketReceiveResult piece;
            do
            {
                piece = await _socket.ReceiveAsync(buffer, patience);
                message.Write(buffer, 0, piece.Count);
            } while (!piece.EndOfMessage);

            if (piece.MessageType is WebSocketMessageType.Close)
            {
                throw new WebSocketException("The server closed the connection.");
            }

            var happened = JsonNode.Parse(message.ToArray())!;
            if (happened["type"]!.GetValue<string>() == type)
            {
                return happened;
            }

            Assert.True(happened["type"]!.GetValue<string>() != "error", happened.ToJsonString());
        }
    }

    public async Task SendAsync(JsonObject message, CancellationToken patience) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, patience);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendItemAsync(JsonObject item, CancellationToken patience)
    {
        await SendAsync(new JsonObject { ["type"] = "conversation.item.create", ["item"] = item.DeepClone() }, patience);
        var added = await ReceiveAsync("conversation.item.added", patience);
        Assert.Equal(item["id"]!.GetValue<string>(), added["item"]!["id"]!.GetValue<string>());
    }

    private static JsonObject Message(string role, string kind, string text) =>
        new()
        {
            ["id"] = $"item_{Guid.NewGuid():n}",
            ["type"] = "message",
            ["role"] = role,
            ["content"] = new JsonArray(new JsonObject { ["type"] = kind, ["text"] = text }),
        };
}

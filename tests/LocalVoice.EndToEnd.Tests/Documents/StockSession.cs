using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>A session as a stock client's, for one event.</summary>
internal sealed class StockSession : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    private StockSession() { }

    public static async Task<StockSession> OpenAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        var session = new StockSession();
        session._socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
        await session._socket.ConnectAsync(server.RealtimeUrl("es"), cancellationToken);
        Assert.Equal("session.created", (string?)(await session.ReceiveAsync(cancellationToken))["type"]);
        return session;
    }

    /// <summary>Fails unless the session is afterwards as the event says.</summary>
    public async Task UpdateAsync(string update, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(update), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

        var answer = await ReceiveAsync(cancellationToken);

        Assert.True((string?)answer["type"] == "session.updated", answer.ToJsonString());
        AssertHas(JsonNode.Parse(update)!["session"]!, answer["session"]!);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void AssertHas(JsonNode asked, JsonNode? got)
    {
        if (asked is not JsonObject fields)
        {
            Assert.True(JsonNode.DeepEquals(asked, got), $"{asked} was asked for, and {got} is what the session has.");
            return;
        }

        foreach (var (name, value) in fields)
        {
            AssertHas(value!, got?[name]);
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var piece = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            text.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage)
            {
                return JsonNode.Parse(text.ToArray())!;
            }
        }
    }
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LocalVoice.Client.Tests.Providers.Realtime;

/// <summary>The server's side of one connection: it says what the test has it say, and keeps what it is told.</summary>
internal sealed class ScriptedSession
{
    private const int Capacity = 1000;
    private readonly Dictionary<string, string[]> _replies = [];
    private readonly Channel<JsonElement> _received = Channel.CreateBounded<JsonElement>(Capacity);

    /// <summary>What it says to a new client.</summary>
    public string[] Greeting { get; init; } = ["""{"type":"session.created","event_id":"event_1","session":{"type":"realtime"}}"""];

    /// <summary>The reason with which it closes once it has said all of <see cref="On"/> to one event; null: it does not.</summary>
    public (WebSocketCloseStatus Status, string Reason)? Close { get; init; }

    /// <summary>Has it say something whenever an event of that type comes.</summary>
    public ScriptedSession On(string type, params string[] events)
    {
        _replies[type] = events;
        return this;
    }

    public ValueTask<JsonElement> NextAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    public async Task RunAsync(WebSocket socket)
    {
        await SendAsync(socket, Greeting);
        var reader = new WebSocketMessageReader(socket);
        while (await reader.ReadAsync(CancellationToken.None) is { } message)
        {
            var json = JsonElement.Parse(message.Payload.Span);
            await _received.Writer.WriteAsync(json);
            if (!_replies.TryGetValue(json.GetProperty("type").GetString()!, out var events))
            {
                continue;
            }

            await SendAsync(socket, events);
            if (Close is var (status, reason))
            {
                await socket.CloseOutputAsync(status, reason, CancellationToken.None);
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, params IEnumerable<string> events)
    {
        foreach (var json in events)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }
}

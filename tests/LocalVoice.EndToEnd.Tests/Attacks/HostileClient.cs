using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.EndToEnd.Tests.Shutdown;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.EndToEnd.Tests.Attacks;

/// <summary>A stock client that sends what it likes, and reads what it is told to stay connected.</summary>
internal sealed class HostileClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Errors it was sent, by their code.</summary>
    public ConcurrentDictionary<string, int> Errors { get; } = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Events it was told, by their type.</summary>
    public ConcurrentDictionary<string, Counter> Told { get; } = new();

    /// <summary>Completes when the server has closed or cut the connection.</summary>
    public Task Closed => _reading;

    public static async Task<HostileClient> OpenAsync(ServingProgram program, CancellationToken cancellationToken)
    {
        var client = new HostileClient();
        await client._socket.ConnectAsync(program.Address.RealtimeUrl("es"), cancellationToken);
        client._reading = client.ReadAsync(cancellationToken);
        return client;
    }

    public Task SendAsync(string json, CancellationToken cancellationToken) =>
        SendAsync(Encoding.UTF8.GetBytes(json), last: true, cancellationToken);

    /// <param name="last">False leaves the message unfinished.</param>
    public Task SendAsync(byte[] text, bool last, CancellationToken cancellationToken) =>
        _socket.SendAsync(text, WebSocketMessageType.Text, last, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1024 * 1024];
        var length = 0;
        while (true)
        {
            var piece = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }

            length += piece.Count;
            if (piece.EndOfMessage)
            {
                Note(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement);
                length = 0;
            }
        }
    }

    private void Note(JsonElement told)
    {
        var type = told.GetProperty("type").GetString()!;
        Told.GetOrAdd(type, _ => new()).Increment();
        if (type == "error")
        {
            Errors.AddOrUpdate(told.GetProperty("error").GetProperty("code").GetString()!, 1, (_, count) => count + 1);
        }
    }
}

using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Realtime;

namespace LocalVoice.Simulation.Tests.OpenAI.Realtime;

/// <summary>A socket, and events as they are on it.</summary>
internal sealed class RawRealtimeClient(ClientWebSocket socket) : IDisposable
{
    public ClientWebSocket Socket => socket;

    public static async Task<RawRealtimeClient> ConnectAsync(
        SimulatedRealtimeService service,
        string? query = "?model=gpt-realtime",
        string? key = RawClient.Key
    )
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (key is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        }

        var client = new RawRealtimeClient(socket);
        try
        {
            await socket.ConnectAsync(new($"{service.Address}{query}"), CancellationToken.None);
            return client;
        }
        catch (WebSocketException) when (socket.HttpStatusCode != 0)
        {
            return client;
        }
    }

    /// <summary>Connected, with the first event read.</summary>
    public static async Task<RawRealtimeClient> OpenAsync(SimulatedRealtimeService service)
    {
        var client = await ConnectAsync(service);
        await client.ReadAsync("session.created");
        return client;
    }

    public Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Audio of 24 kHz: a square wave of -20 dBFS, or silence.</summary>
    public Task AppendAsync(int milliseconds, bool isSpeech)
    {
        var bytes = new byte[milliseconds * 48];
        for (var i = 0; isSpeech && i < bytes.Length; i += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i), (short)(i / 160 % 2 == 0 ? 3_277 : -3_277));
        }

        return SendAsync($"{{\"type\":\"input_audio_buffer.append\",\"audio\":\"{Convert.ToBase64String(bytes)}\"}}");
    }

    public async Task<string> ReadTextAsync()
    {
        var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException($"Closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            }

            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(text.ToArray());
            }
        }
    }

    public async Task<JsonNode> ReadAsync() => JsonNode.Parse(await ReadTextAsync())!;

    /// <summary>The next event, which must be of the type.</summary>
    public async Task<JsonNode> ReadAsync(string type)
    {
        var item = await ReadAsync();
        Assert.Equal(type, (string?)item["type"]);
        return item;
    }

    /// <summary>All events up to the first of the type, and that.</summary>
    public async Task<List<JsonNode>> ReadUntilAsync(string type)
    {
        var events = new List<JsonNode>();
        do
        {
            events.Add(await ReadAsync());
        } while ((string?)events[^1]["type"] != type);

        return events;
    }

    public void Dispose() => socket.Dispose();
}

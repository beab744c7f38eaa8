using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Engines.Deepgram.Tests.Scripted;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedPeer(WebSocket socket, HttpContext context)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[64 * 1024];

    public Task Closed => _closed.Task;

    public string Path { get; } = context.Request.Path;

    public string Query { get; } = Uri.UnescapeDataString(context.Request.QueryString.Value ?? "");

    public string Authorization { get; } = context.Request.Headers.Authorization.ToString();

    /// <summary>Sizes of the audio messages read.</summary>
    public List<int> AudioMessages { get; } = [];

    /// <summary>16-bit samples read.</summary>
    public List<byte> Audio { get; } = [];

    /// <summary>Reads on, over audio, to the next text; null: the other side closed.</summary>
    public async Task<string?> ReadTextAsync()
    {
        while (true)
        {
            var (type, bytes) = await ReadAsync();
            switch (type)
            {
                case WebSocketMessageType.Text:
                    return Encoding.UTF8.GetString(bytes);
                case WebSocketMessageType.Binary:
                    AudioMessages.Add(bytes.Length);
                    Audio.AddRange(bytes);
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Reads on, over texts, until so much audio has come.</summary>
    public async Task ReadAudioAsync(int bytes)
    {
        while (Audio.Count < bytes)
        {
            var (type, message) = await ReadAsync();
            if (type == WebSocketMessageType.Binary)
            {
                AudioMessages.Add(message.Length);
                Audio.AddRange(message);
            }
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) => socket.SendAsync(bytes, type, true, CancellationToken.None);

    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        await socket.CloseOutputAsync(status, reason, CancellationToken.None);
        _closed.TrySetResult();
    }

    /// <summary>Without a farewell.</summary>
    public void Abort()
    {
        context.Abort();
        _closed.TrySetResult();
    }

    /// <summary>The test is over.</summary>
    public void End() => _closed.TrySetResult();

    private async Task<(WebSocketMessageType Type, byte[] Bytes)> ReadAsync()
    {
        try
        {
            var length = 0;
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
                length += received.Count;
                if (received.EndOfMessage)
                {
                    if (received.MessageType == WebSocketMessageType.Close)
                    {
                        _closed.TrySetResult();
                    }

                    return (received.MessageType, _buffer[..length]);
                }
            }
        }
        catch (WebSocketException)
        {
            _closed.TrySetResult();
            return (WebSocketMessageType.Close, []);
        }
    }
}

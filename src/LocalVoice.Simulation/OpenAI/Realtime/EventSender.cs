using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Responses;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Sends events one after the other, each with its id. Thread-safe.</summary>
internal sealed class EventSender(WebSocket socket, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan TimePerDrop = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private int _sent;

    /// <summary>What happens to events from now on.</summary>
    public Flow Flow { get; set; } = Flow.Normal;

    public async Task SendAsync(JsonObject item, CancellationToken cancellationToken)
    {
        item["event_id"] = $"event_{Interlocked.Increment(ref _sent):D6}";
        await SendAsync(WireJson.Text(item), cancellationToken).ConfigureAwait(false);
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            switch (Flow)
            {
                case Flow.Normal:
                    await socket.SendAsync(bytes, WebSocketMessageType.Text, true, cancellationToken).ConfigureAwait(false);
                    break;
                case Flow.Dripping:
                    await DripAsync(bytes, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    break;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the connection without a farewell.</summary>
    public void BreakOff() => socket.Abort();

    public void Dispose() => _gate.Dispose();

    private async Task DripAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await Task.Delay(TimePerDrop, time, cancellationToken).ConfigureAwait(false);
            var isLast = i == bytes.Length - 1;
            await socket.SendAsync(bytes.AsMemory(i, 1), WebSocketMessageType.Text, isLast, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>How events go out.</summary>
internal enum Flow
{
    Normal,

    /// <summary>Byte by byte.</summary>
    Dripping,

    /// <summary>Not at all.</summary>
    Silent,
}

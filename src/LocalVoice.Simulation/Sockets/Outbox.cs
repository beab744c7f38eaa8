using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Sockets;

/// <summary>What a service tells a client: in order, each message once it is due, struck by its turn's fault. Thread-safe.</summary>
internal sealed class Outbox : IAsyncDisposable
{
    private const int Capacity = 256;

    /// <summary>Between the bytes of <see cref="FaultKind.SlowDrip"/>.</summary>
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);

    private readonly Channel<(Outgoing Message, long At)> _queue = Channel.CreateBounded<(Outgoing, long)>(Capacity);
    private readonly UpgradedSocket _upgraded;
    private readonly FaultWords _words;
    private readonly Action _abort;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly Task _sending;

    /// <param name="abort">Lets the connection end without a farewell; what was sent still arrives.</param>
    public Outbox(UpgradedSocket socket, FaultWords words, Action abort, TimeProvider time, CancellationToken aborted)
    {
        (_upgraded, _words, _abort, _time) = (socket, words, abort, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _sending = SendAllAsync(_stop.Token);
    }

    private WebSocket Socket => _upgraded.Socket;

    /// <summary>Waits while too much is unsent; what comes after the end is dropped.</summary>
    public async ValueTask SendAsync(Outgoing message)
    {
        try
        {
            await _queue.Writer.WriteAsync((message, _time.GetTimestamp()), _stop.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is ChannelClosedException or OperationCanceledException) { }
    }

    /// <summary>Everything before is sent, then the connection is closed.</summary>
    public async ValueTask CloseAsync(WebSocketCloseStatus? status, string? reason)
    {
        await SendAsync(Outgoing.Close(status, reason)).ConfigureAwait(false);
        _queue.Writer.TryComplete();
    }

    /// <summary>Drops what is unsent.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (message, at) in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await UntilAsync(at, message.Delay, cancellationToken).ConfigureAwait(false);
                if (!await SendOneAsync(message, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        { }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    private async Task UntilAsync(long at, TimeSpan delay, CancellationToken cancellationToken)
    {
        var left = delay - _time.GetElapsedTime(at);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> SendOneAsync(Outgoing message, CancellationToken cancellationToken)
    {
        switch (message.Type == WebSocketMessageType.Close ? FaultKind.None : message.Fault.Strike(message.IsResult))
        {
            case FaultKind.Stall:
                return false;
            case FaultKind.CloseAmid:
                _abort();
                return false;
            case FaultKind.ErrorAmid:
                await FailAsync(cancellationToken).ConfigureAwait(false);
                return false;
            case FaultKind.Garbage:
                await SendTextAsync(_words.Garbage, cancellationToken).ConfigureAwait(false);
                return true;
            case FaultKind.SlowDrip:
                await DripAsync(message, cancellationToken).ConfigureAwait(false);
                return true;
            default:
                await SendAsItIsAsync(message, cancellationToken).ConfigureAwait(false);
                return message.Type != WebSocketMessageType.Close;
        }
    }

    private async Task SendAsItIsAsync(Outgoing message, CancellationToken cancellationToken)
    {
        if (message.Type == WebSocketMessageType.Close)
        {
            var reason = Encoding.UTF8.GetString(message.Payload);
            await _upgraded.CloseAsync(message.Status, reason, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await Socket.SendAsync(message.Payload, message.Type, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(CancellationToken cancellationToken)
    {
        if (_words.Error() is { } error)
        {
            await SendTextAsync(error, cancellationToken).ConfigureAwait(false);
        }

        await SendAsItIsAsync(Outgoing.Close(_words.Status, _words.Reason), cancellationToken).ConfigureAwait(false);
    }

    private Task SendTextAsync(string text, CancellationToken cancellationToken) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private async Task DripAsync(Outgoing message, CancellationToken cancellationToken)
    {
        for (var i = 0; i < message.Payload.Length; i++)
        {
            var last = i == message.Payload.Length - 1;
            await Socket.SendAsync(message.Payload.AsMemory(i, 1), message.Type, last, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Drip, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}

using System.Net.WebSockets;

namespace LocalVoice.Server.Transport;

/// <summary>The connection's only sender. A client that leaves a message unread beyond the time-out is disconnected.</summary>
internal sealed class SocketWriter : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly Outbox _outbox;
    private readonly TimeProvider _time;
    private readonly ITimer _stall;
    private readonly Lock _lock = new();
    private TimeSpan _timeout;
    private bool _sending;

    public SocketWriter(WebSocket socket, Outbox outbox, TimeSpan sendTimeout, TimeProvider time)
    {
        (_socket, _outbox, _timeout, _time) = (socket, outbox, sendTimeout, time);
        _stall = time.CreateTimer(_ => socket.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Sends, after <see cref="TransportBudgets.FirstEventPause"/>, until the outbox is completed and empty, or the socket fails.
    /// </summary>
    /// <param name="clientGone">Cancelled when the network connection is lost.</param>
    public async Task RunAsync(CancellationToken clientGone)
    {
        try
        {
            await Task.Delay(TransportBudgets.FirstEventPause, _time, clientGone);
            while (await _outbox.NextAsync() is { } message)
            {
                if (!message.Cancelled.IsCancellationRequested)
                {
                    Watch(sending: true);
                    await _socket.SendAsync(message.Payload, message.Type, endOfMessage: true, CancellationToken.None);
                    Watch(sending: false);
                }

                message.Release();
            }
        }
        finally
        {
            // The socket failed: nothing queued later would be sent.
            _outbox.Complete();
        }
    }

    /// <summary>From now on no message, the one being sent included, may take longer than the end of a connection. Thread-safe.</summary>
    public void Hurry()
    {
        lock (_lock)
        {
            _timeout = _timeout < TransportBudgets.CloseTimeout ? _timeout : TransportBudgets.CloseTimeout;
            Arm();
        }
    }

    public ValueTask DisposeAsync() => _stall.DisposeAsync();

    private void Watch(bool sending)
    {
        lock (_lock)
        {
            _sending = sending;
            Arm();
        }
    }

    private void Arm() => _stall.Change(_sending ? _timeout : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}

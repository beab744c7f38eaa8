using System.Net.WebSockets;
using System.Threading.Channels;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>
/// One connection of one speaker, from its opening to its end. Positions are samples sent on it, as the service counts time.
/// Thread-safe.
/// </summary>
internal sealed class ListenConnection<TMessage> : IAsyncDisposable
    where TMessage : class
{
    // A minute of the session's 20 ms frames: as long as an opening may take. Who is further behind does not catch up.
    private const int QueueCapacity = 3_000;

    private static readonly ReadOnlyMemory<byte> CloseStream = """{"type":"CloseStream"}"""u8.ToArray();
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(3);

    private readonly Channel<Outgoing> _queue = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true }
    );
    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _ended;
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Service _service;
    private readonly Uri _address;
    private readonly IListenProtocol<TMessage> _protocol;
    private readonly Action<ListenConnection<TMessage>> _onLost;
    private readonly Task _run;
    private IListener<TMessage>[] _listeners = [];
    private BackendException? _failure;
    private long _position;
    private bool _closing;

    /// <summary>Begins to open it.</summary>
    /// <param name="onLost">Called once when it ends otherwise than by <see cref="DisposeAsync"/>.</param>
    public ListenConnection(Service service, Uri address, IListenProtocol<TMessage> protocol, Action<ListenConnection<TMessage>> onLost)
    {
        (_service, _address, _protocol, _onLost) = (service, address, protocol, onLost);
        _ended = new(Timeout.InfiniteTimeSpan, service.Time);
        if (protocol.OpeningSamples > 0)
        {
            Send(new float[protocol.OpeningSamples], new());
        }

        _run = Task.Run(RunAsync);
    }

    /// <summary>Since when it is open; null: not yet.</summary>
    public long? OpenedAt { get; private set; }

    /// <summary>Completes when it is open, or will never be.</summary>
    public Task Tried => _tried.Task;

    public bool IsUsable
    {
        get
        {
            lock (_sync)
            {
                return _failure is null && !_closing;
            }
        }
    }

    /// <summary>After the last sample sent.</summary>
    public long Position
    {
        get
        {
            lock (_sync)
            {
                return _position;
            }
        }
    }

    /// <returns>False when the connection has ended.</returns>
    public bool TryAttach(IListener<TMessage> listener)
    {
        lock (_sync)
        {
            if (_failure is not null || _closing)
            {
                return false;
            }

            _listeners = [.. _listeners, listener];
            return true;
        }
    }

    public void Detach(IListener<TMessage> listener)
    {
        lock (_sync)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }

    /// <summary>Queues audio; never waits. Dropped when the connection has ended, which listeners are told.</summary>
    /// <returns>Position of the first sample.</returns>
    public long Send(ReadOnlySpan<float> samples, BackendReport report)
    {
        lock (_sync)
        {
            var start = _position;
            var outgoing = Outgoing.Audio(samples, report);
            if (_queue.Writer.TryWrite(outgoing))
            {
                _position += samples.Length;
                return start;
            }

            outgoing.Drop();
            GiveUp(_service.Failures.Congested());
            return start;
        }
    }

    /// <summary>Queues a text message behind the audio so far.</summary>
    public void Command(ReadOnlyMemory<byte> message, BackendReport? report)
    {
        if (!_queue.Writer.TryWrite(Outgoing.Text(message, report)))
        {
            GiveUp(_service.Failures.Congested());
        }
    }

    /// <summary>Says farewell and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _closing = true;
        }

        _queue.Writer.TryWrite(Outgoing.Text(CloseStream, null));
        _queue.Writer.TryComplete();
        _ended.CancelAfter(OpenedAt is null ? TimeSpan.Zero : FarewellTimeout);
        await _run.ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var socket = await _service.ConnectAsync(_address, _ended.Token).ConfigureAwait(false);
            OpenedAt = _service.Time.GetTimestamp();
            _tried.TrySetResult();
            Log.Connected(_service.Logger, _service.Address.Name);
            await ServeAsync(socket).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            End(exception);
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var outgoing))
            {
                outgoing.Drop();
            }
        }
    }

    private async Task ServeAsync(WebSocket socket)
    {
        using var keepAlive = new KeepAliveTimer(
            _protocol.KeepAlive,
            _service.Time,
            message => _queue.Writer.TryWrite(Outgoing.Text(message, null))
        );
        using var updates = UpdateWatch.Of(
            _protocol.Updates,
            _service.Time,
            () => GiveUp(_service.Failures.Stalled("an update", _protocol.Updates!.Patience))
        );
        var sender = new Sender(socket, _queue.Reader, _protocol.LeastBytes, _protocol.MostBytes, OnSent);
        var sending = sender.RunAsync(_ended.Token);
        var receiving = ReceiveAsync(socket, updates);
        await (await Task.WhenAny(sending, receiving).ConfigureAwait(false)).ConfigureAwait(false);

        // All is sent, farewell included.
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _ended.Token).ConfigureAwait(false);

        void OnSent(int audioBytes)
        {
            keepAlive.Restart();
            updates?.Sent(audioBytes);
        }
    }

    private async Task ReceiveAsync(WebSocket socket, UpdateWatch? updates)
    {
        var reader = new MessageReader(socket, _service.Failures);
        while (true)
        {
            var (text, bytes) = await reader.ReadAsync(_ended.Token).ConfigureAwait(false);
            updates?.Heard();
            if (!text)
            {
                throw _service.Failures.Malformed("binary data where there is none");
            }

            if (_protocol.Read(bytes.Span, _service.Failures) is { } message)
            {
                foreach (var listener in Listeners())
                {
                    listener.Receive(message);
                }
            }
        }
    }

    private void GiveUp(BackendException failure)
    {
        lock (_sync)
        {
            if (_failure is null && !_closing)
            {
                _failure = failure;
                _ended.Cancel();
            }
        }
    }

    private void End(Exception exception)
    {
        BackendException failure;
        lock (_sync)
        {
            if (_closing)
            {
                return;
            }

            failure = _failure ??= _service.Failures.Lost(exception);
        }

        foreach (var listener in Listeners())
        {
            listener.Lose(failure);
        }

        _onLost(this);
        _tried.TrySetResult();
        Log.Lost(_service.Logger, failure.Fault, failure.Message);
    }

    private IListener<TMessage>[] Listeners()
    {
        lock (_sync)
        {
            return _listeners;
        }
    }
}

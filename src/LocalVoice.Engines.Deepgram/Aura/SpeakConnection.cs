using System.Net.WebSockets;
using System.Threading.Channels;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>One open connection, for one request at a time.</summary>
internal sealed class SpeakConnection : IAsyncDisposable
{
    // Some seconds of audio; behind it the service waits.
    private const int EventCapacity = 64;

    // Of a minute: developers.deepgram.com/docs/tts-ws-flush, and github.com/jambonz/jambonz-feature-server/issues/1214, 2025-05-27.
    private const int MostFlushes = 20;
    private const int MostCharacters = 2_400;

    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(1);

    private readonly Channel<SpeakEvent> _events = Channel.CreateBounded<SpeakEvent>(
        new BoundedChannelOptions(EventCapacity) { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource _closed = new();
    private readonly Service _service;
    private readonly WebSocket _socket;
    private readonly RecentUse _flushes;
    private readonly RecentUse _characters;
    private readonly long _openedAt;
    private readonly Task _receiving;
    private long _usedAt;

    private SpeakConnection(Service service, WebSocket socket)
    {
        (_service, _socket) = (service, socket);
        _flushes = new(MostFlushes, service.Time);
        _characters = new(MostCharacters, service.Time);
        _openedAt = _usedAt = service.Time.GetTimestamp();
        _receiving = ReceiveAsync();
    }

    public TimeSpan Age => _service.Time.GetElapsedTime(_openedAt);

    public TimeSpan Idle => _service.Time.GetElapsedTime(_usedAt);

    public bool IsOpen => !_receiving.IsCompleted;

    /// <summary>Whether so much text may be spoken now: the service ends a connection that takes more, or says nothing.</summary>
    public bool IsReady(int characters) => IsOpen && _flushes.Allows(1) && _characters.Allows(characters);

    /// <exception cref="BackendException">It did not open.</exception>
    public static async Task<SpeakConnection> OpenAsync(Service service, Uri address, CancellationToken cancellationToken)
    {
        var socket = await service.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        Log.Connected(service.Logger, service.Address.Name);
        return new(service, socket);
    }

    /// <summary>Asks for the audio of a part of text; <see cref="NextAsync"/> brings it, and <c>Flushed</c> at its end.</summary>
    public async ValueTask SpeakAsync(string text, BackendReport report)
    {
        _flushes.Take(1);
        _characters.Take(text.Length);
        await SendAsync(SpeakText.Message(text), report).ConfigureAwait(false);
        await SendAsync(SpeakText.Flush, report).ConfigureAwait(false);
    }

    /// <exception cref="BackendException">Nothing came in time, or the connection ended.</exception>
    public async ValueTask<SpeakEvent> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_events.Reader.TryRead(out var ready))
        {
            return ready;
        }

        try
        {
            var stall = _service.Options.StallTimeout;
            await _events
                .Reader.WaitToReadAsync(cancellationToken)
                .AsTask()
                .WaitAsync(stall, _service.Time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw _service.Failures.Stalled("speech", _service.Options.StallTimeout);
        }

        return _events.Reader.TryRead(out var next) ? next : throw _service.Failures.Closed(null, null);
    }

    /// <summary>Drops what is still to be said.</summary>
    /// <exception cref="BackendException">The service did not confirm it in time.</exception>
    public async Task ClearAsync()
    {
        await SendAsync(SpeakText.Clear, new()).ConfigureAwait(false);
        while ((await NextAsync(CancellationToken.None).ConfigureAwait(false)).Kind != SpeakEventKind.Cleared) { }
    }

    public void Touch() => _usedAt = _service.Time.GetTimestamp();

    public async ValueTask DisposeAsync()
    {
        using var farewell = new CancellationTokenSource(FarewellTimeout, _service.Time);
        try
        {
            if (IsOpen)
            {
                await _socket.SendAsync(SpeakText.Close, WebSocketMessageType.Text, true, farewell.Token).ConfigureAwait(false);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, farewell.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // It has ended by itself.
        }

        await _closed.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _closed.Dispose();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, BackendReport report)
    {
        using var stalled = new CancellationTokenSource(_service.Options.StallTimeout, _service.Time);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, true, stalled.Token).ConfigureAwait(false);
            report.AddBytesSent(message.Length);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested)
        {
            throw _service.Failures.Congested();
        }
        catch (Exception exception)
        {
            // A socket that the other side aborts meanwhile ends a send in whatever way: also as cancelled, or as disposed.
            throw _service.Failures.Lost(exception);
        }
    }

    /// <summary>Never throws: the failure is what a reader of the events gets.</summary>
    private async Task ReceiveAsync()
    {
        var reader = new MessageReader(_socket, _service.Failures);
        try
        {
            while (true)
            {
                var (text, bytes) = await reader.ReadAsync(_closed.Token).ConfigureAwait(false);
                var happened =
                    text ? SpeakEvent.Read(bytes.Span, _service)
                    : bytes.IsEmpty ? null
                    : SpeakEvent.Of(bytes);
                if (happened is { } speakEvent)
                {
                    await _events.Writer.WriteAsync(speakEvent, _closed.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            if (!_closed.IsCancellationRequested)
            {
                var failure = _service.Failures.Lost(exception);
                Log.Lost(_service.Logger, failure.Fault, failure.Message);
                _events.Writer.TryComplete(failure);
            }
        }
    }
}

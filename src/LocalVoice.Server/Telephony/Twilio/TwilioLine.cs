using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>
/// A call over a WebSocket of Twilio's Media Streams. Audio is sent a little ahead, and marks that come back tell how much of it was
/// played; a flush clears what Twilio still holds.
/// </summary>
internal sealed class TwilioLine : IPhoneLine
{
    private const int BinaryBytes = 1024;

    /// <summary>A mark comes with every 100 ms of audio; between them the session's own clock goes on.</summary>
    private const int MarkSamples = 800;

    private readonly WebSocket _socket;
    private readonly Action _disconnect;
    private readonly TimeProvider _time;
    private readonly MessageReader _receiver;
    private readonly SocketWriter _sender;
    private readonly TwilioReader _messages = new();
    private readonly Outbox _outbox = new();
    private readonly EventBatch _batch = new(new EventIds());
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TwilioWriter? _writer;
    private Task _reading = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private float _volume = 1;
    private int _unmarked;

    /// <param name="disconnect">Ends the network connection of a client that does not close, or does not read.</param>
    public TwilioLine(WebSocket socket, Peer peer, Action disconnect, ConnectionOptions options, TimeProvider time)
    {
        (_socket, _disconnect, _time) = (socket, disconnect, time);
        var limits = new MessageLimits(TwilioReader.MostBytes, BinaryBytes, options.MessageTimeout, options.KeepAliveInterval / 10);
        _receiver = new(socket, limits, NoMemory.Instance, peer, disconnect, time);
        _sender = new(socket, _outbox, options.SendTimeout, time);
    }

    /// <summary>The first messages, before there is a session; called once, first.</summary>
    /// <returns>Null when the other end closes before it has said which stream this is.</returns>
    /// <exception cref="ProtocolException">It says something else.</exception>
    public async Task<TwilioStart?> AwaitStartAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { Kind: not IncomingKind.Close } received)
        {
            switch (ReadMessage(received))
            {
                case TwilioStart start:
                    _writer = new(start.StreamSid);
                    return start;
                case TwilioStop:
                    return null;
            }
        }

        return null;
    }

    public async Task RunAsync(IPhoneListener listener, CancellationToken over)
    {
        // What was queued when the call ends is still sent.
        _writing = _sender.RunAsync(CancellationToken.None);
        _reading = ReadAsync(listener, over);
        await await Task.WhenAny(_reading, _writing, _ended.Task, OverdueAsync(over));
    }

    public async ValueTask PlayAsync(ResponseAudio audio, CancellationToken over)
    {
        if (!audio.Samples.IsEmpty)
        {
            _writer!.Media(_batch, audio.Samples.Span, _volume, audio.Cancelled);
        }

        _unmarked += audio.Samples.Length;
        if (_unmarked >= MarkSamples || audio.Last)
        {
            _writer!.Mark(_batch, audio.Ordinal, audio.FirstSample + audio.Samples.Length, audio.Cancelled);
            _unmarked = 0;
        }

        await _outbox.SendAsync(_batch, over);
    }

    public async ValueTask FlushAsync(CancellationToken over)
    {
        _unmarked = 0;
        _writer!.Clear(_batch);
        await _outbox.SendAsync(_batch, over);
    }

    public void SetVolume(float gain) => _volume = gain;

    /// <summary>Twilio plays on what it has: 300 ms at most.</summary>
    public void Pause() { }

    public void GoOn() { }

    public async Task HangUpAsync(CloseReason reason)
    {
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, _time);
        await using (patience.Token.Register(_socket.Abort))
        {
            if (reason.Status is null)
            {
                _socket.Abort();
            }

            _outbox.Complete();
            await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await CloseAsync(reason, patience.Token);
        }

        if (_socket.State is not WebSocketState.Closed)
        {
            _disconnect();
            _socket.Abort();
        }

        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        _receiver.Dispose();
        _batch.Dispose();
        _socket.Dispose();
    }

    /// <summary>Reads on until the other end's close; data that nobody reads resets a connection.</summary>
    private async Task CloseAsync(CloseReason reason, CancellationToken patience)
    {
        try
        {
            if (_socket.State is WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, patience);
            }
            else if (_socket.State is WebSocketState.Open && reason.Status is { } status)
            {
                await _socket.CloseOutputAsync(status, reason.Description, patience);
            }

            await _reading.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (_socket.State is WebSocketState.CloseSent)
            {
                await _receiver.ReadAsync(patience);
            }
        }
        catch (Exception lost)
            when (lost is WebSocketException or OperationCanceledException or InvalidOperationException or InvalidTextException)
        {
            // The connection is gone.
        }
    }

    /// <exception cref="ProtocolException">A text ends within a character.</exception>
    private async Task<IncomingMessage> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _receiver.ReadAsync(cancellationToken);
        }
        catch (InvalidTextException)
        {
            throw new ProtocolException("invalid_text", CloseReason.InvalidText.Description);
        }
    }

    private async Task ReadAsync(IPhoneListener listener, CancellationToken over)
    {
        while (await NextAsync(CancellationToken.None) is { Kind: not IncomingKind.Close } received)
        {
            if (over.IsCancellationRequested || _ended.Task.IsCompleted)
            {
                continue;
            }

            try
            {
                await _receiver.WhileAsync(HandleAsync(listener, ReadMessage(received), over));
            }
            catch (Exception failure)
            {
                // The remaining messages are read only to receive the close.
                _ended.TrySetException(failure);
            }
        }
    }

    private ValueTask HandleAsync(IPhoneListener listener, TwilioMessage message, CancellationToken over)
    {
        switch (message)
        {
            case TwilioMedia media:
                return listener.HearAsync(media.Voice, over);
            case TwilioKey key:
                return listener.PressAsync(key.Key, over);
            case TwilioMark mark when TwilioWriter.ReadMark(mark.Name) is var (ordinal, sample):
                return listener.PlayedAsync(ordinal, sample, over);
            case TwilioStop:
                _ended.TrySetResult();
                return default;
            default:
                return default;
        }
    }

    private async Task OverdueAsync(CancellationToken over)
    {
        await _receiver.Overdue.WaitAsync(over);
        throw new ProtocolException("message_timeout", CloseReason.MessageOverdue.Description);
    }

    private TwilioMessage ReadMessage(IncomingMessage received) =>
        received.Kind switch
        {
            IncomingKind.Text => _messages.Read(received.Payload),
            IncomingKind.Binary => throw new ProtocolException("unsupported_message", "Media Streams have text messages only."),
            _ => throw new ProtocolException("message_too_long", $"A message has more than {TwilioReader.MostBytes} bytes."),
        };

    /// <summary>For a reader whose messages never need more than it has.</summary>
    private sealed class NoMemory : ISessionMemory
    {
        public static NoMemory Instance { get; } = new();

        public bool TryTake(long bytes) => false;

        public void GiveBack(long bytes) { }
    }
}

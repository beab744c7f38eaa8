using System.Text;
using System.Threading.Channels;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.DataChannels;

/// <summary>One data channel (RFC 8831): reliable and ordered in the direction away from here. Any thread may use it.</summary>
public sealed class DataChannel
{
    private readonly DataChannelConnection _connection;
    private readonly MessageInbox _inbox;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal DataChannel(DataChannelConnection connection, ushort id, string label, string protocol)
    {
        (_connection, Id, Label, Protocol) = (connection, id, label, protocol);
        _inbox = new MessageInbox(connection.Resume);
    }

    /// <summary>The SCTP stream of both directions; 0 to 1023.</summary>
    public ushort Id { get; }

    /// <summary>As the opening side gave it; may be empty.</summary>
    public string Label { get; }

    /// <summary>The subprotocol, as the opening side gave it; mostly empty.</summary>
    public string Protocol { get; }

    /// <summary>
    /// The other side's messages, text and binary alike read as UTF-8; ends when the channel is closed. Who does not read holds the
    /// other side back, on all channels of the connection, once 256 messages or 256 Ki characters wait here.
    /// </summary>
    public ChannelReader<string> Messages => _inbox;

    /// <summary>Completes with the reason, for people, when the channel is closed by either side or with its connection.</summary>
    public Task<string> Closed => _closed.Task;

    internal bool IsFull => _inbox.IsFull;

    internal bool IsClosing { get; private set; }

    /// <summary>Queues a text message; waits only where the connection is not up yet.</summary>
    /// <param name="message">At most as long, in UTF-8, as the other side's "a=max-message-size" allows.</param>
    /// <exception cref="TransportException">
    /// The channel is closed, or the message too long; or the other side does not read, which closes the connection.
    /// </exception>
    public ValueTask SendAsync(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message);
        return SendAsync(payload, DataProtocols.Text, DataProtocols.EmptyText);
    }

    /// <summary>As <see cref="SendAsync(string)"/>, a binary message.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> message) => SendAsync(message, DataProtocols.Binary, DataProtocols.EmptyBinary);

    /// <summary>Drops what comes on this channel from now on, so that it holds nobody back.</summary>
    public void Ignore() => _inbox.Ignore();

    /// <summary>Closes the channel on both sides (RFC 8831, section 6.7), once the other side has what was sent.</summary>
    public void Close()
    {
        if (End("It was closed here."))
        {
            _connection.Reset(this);
        }
    }

    internal void Deliver(ReadOnlySpan<byte> payload) => _inbox.Add(Encoding.UTF8.GetString(payload));

    /// <returns>False when it was closed before.</returns>
    internal bool End(string reason)
    {
        IsClosing = true;
        _inbox.Complete();
        return _closed.TrySetResult(reason);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> payload, uint protocol, uint emptyProtocol)
    {
        if (payload.Length > _connection.MaxSentBytes)
        {
            throw new TransportException(
                $"A message of {payload.Length} bytes is too long for data channel \"{Label}\": "
                    + $"the other side takes {_connection.MaxSentBytes} (max-message-size)."
            );
        }

        await _connection.Connected.ConfigureAwait(false);
        var isSent =
            !IsClosing
            && (payload.IsEmpty ? _connection.Send(Id, emptyProtocol, DataProtocols.Empty) : _connection.Send(Id, protocol, payload.Span));
        if (!isSent)
        {
            throw new TransportException($"Data channel \"{Label}\" is closed: {await Closed.ConfigureAwait(false)}");
        }
    }
}

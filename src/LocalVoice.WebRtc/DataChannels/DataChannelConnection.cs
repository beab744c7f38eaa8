using System.Threading.Channels;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.DataChannels;

/// <summary>
/// The data channels of one connection: SCTP (RFC 8831) and the protocol that opens channels (RFC 8832). Any thread may use it. Packets
/// go to <c>send</c> from whichever thread is at work here, and never while anything is locked.
/// </summary>
public sealed class DataChannelConnection : IDisposable
{
    /// <summary>A client of a voice session needs one; more than this many at once are refused by a reset.</summary>
    public const int MaxChannels = 16;

    private readonly SctpAssociation _association;
    private readonly ChannelTable _channels;
    private readonly Channel<DataChannel> _accepted = Channel.CreateBounded<DataChannel>(MaxChannels);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isHeldBack;

    /// <param name="send">One packet of at most 1184 bytes, as <see cref="IPeerTransport.SendData"/> takes it.</param>
    /// <exception cref="TransportException">usrsctp is not installed.</exception>
    public DataChannelConnection(DataChannelOptions options, Action<ReadOnlySpan<byte>> send)
    {
        _channels = new ChannelTable(options.IsDtlsClient);
        MaxSentBytes = (int)Math.Min(options.RemoteMaxMessageBytes, DataChannelOptions.MaxMessageBytes);
        if (MaxSentBytes == 0)
        {
            MaxSentBytes = DataChannelOptions.MaxMessageBytes;
        }

        var ports = new SctpOptions { LocalPort = options.LocalPort, RemotePort = options.RemotePort };
        _association = new SctpAssociation(SctpStack.Shared, ports, send, new Receiver(this));
    }

    /// <summary>The channels that the other side opened; at most <see cref="MaxChannels"/> wait. Ends with the connection.</summary>
    public ChannelReader<DataChannel> Accepted => _accepted.Reader;

    /// <summary>Completes when messages can be sent; fails with <see cref="TransportException"/> when that never came to be.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Completes with the reason, for people, when the connection is over for whatever cause.</summary>
    public Task<string> Closed => _closed.Task;

    internal int MaxSentBytes { get; }

    /// <summary>Begins; once the transport is connected. Packets that came a little earlier are not lost.</summary>
    public void Start() => _association.Start();

    /// <summary>Takes one packet of the other side, as <see cref="IPacketReceiver.ReceiveData"/> hands it over.</summary>
    public void Receive(ReadOnlySpan<byte> datagram) => _association.Receive(datagram);

    /// <summary>
    /// Opens a channel, of which the other side is told (RFC 8832), once the connection is up. Messages may be sent at once.
    /// </summary>
    /// <param name="label">At most 65535 bytes of UTF-8.</param>
    /// <param name="protocol">As the label.</param>
    /// <exception cref="TransportException">There are <see cref="MaxChannels"/>, or the connection is over.</exception>
    public async Task<DataChannel> OpenAsync(string label, string protocol = "")
    {
        var announcement = new ChannelOpen(label, protocol).Write();
        await Connected.ConfigureAwait(false);
        var channel = Add(id => new DataChannel(this, id, label, protocol), id: null);
        Send(channel.Id, DataProtocols.Control, announcement);
        return channel;
    }

    /// <summary>A channel that both sides know without being told ("negotiated").</summary>
    /// <param name="id">0 to 1023.</param>
    /// <exception cref="TransportException">The id is in use, there are <see cref="MaxChannels"/>, or the connection is over.</exception>
    public DataChannel Join(ushort id, string label, string protocol = "") => Add(_ => new DataChannel(this, id, label, protocol), id);

    /// <summary>Sends what is queued, then ends SCTP on both sides; <see cref="Closed"/> completes when both did.</summary>
    public void Shutdown() => _association.Shutdown();

    /// <summary>Aborts at once; the other side is told.</summary>
    public void Dispose()
    {
        _association.Dispose();
        End("It was closed here.");
    }

    internal bool Send(ushort stream, uint protocol, ReadOnlySpan<byte> payload) => _association.Send(stream, protocol, payload);

    internal void Reset(DataChannel channel) => _association.ResetStream(channel.Id);

    /// <summary>Takes up again what <see cref="SctpAssociation"/> held back, when a reader made room.</summary>
    internal void Resume()
    {
        if (_isHeldBack)
        {
            _association.Drain();
        }
    }

    private DataChannel Add(Func<ushort, DataChannel> create, ushort? id)
    {
        var channel = _channels.TryAdd(create, id, MaxChannels);
        if (channel is null)
        {
            throw new TransportException(
                id is null
                    ? $"No data channel can be opened: there are {MaxChannels}."
                    : $"No data channel can have id {id}: it is in use or not under {_channels.Streams}, or there are {MaxChannels}."
            );
        }

        if (_closed.Task.IsCompleted)
        {
            channel.End("The connection is over.");
            throw new TransportException("No data channel can be opened: the connection is over.");
        }

        return channel;
    }

    private void End(string reason)
    {
        _closed.TrySetResult(reason);
        _connected.TrySetException(new TransportException(reason));
        _ = _connected.Task.Exception;
        foreach (var channel in _channels.All)
        {
            channel.End(reason);
        }

        _accepted.Writer.TryComplete();
    }

    private void Take(SctpMessage message)
    {
        switch (message.Protocol)
        {
            case DataProtocols.Control:
                TakeControl(message.Stream, message.Payload.Span);
                break;
            case DataProtocols.Text or DataProtocols.Binary:
                _channels.Find(message.Stream)?.Deliver(message.Payload.Span);
                break;
            case DataProtocols.EmptyText or DataProtocols.EmptyBinary:
                _channels.Find(message.Stream)?.Deliver([]);
                break;
            default:
                break;
        }
    }

    private void TakeControl(ushort stream, ReadOnlySpan<byte> message)
    {
        if (message.Length > 0 && message[0] == ChannelOpen.AcknowledgementType)
        {
            return;
        }

        var channel = ChannelOpen.TryRead(message, out var open)
            ? _channels.TryAdd(id => new DataChannel(this, id, open.Label, open.Protocol), stream, MaxChannels)
            : null;
        if (channel is not null && _accepted.Writer.TryWrite(channel))
        {
            Send(stream, DataProtocols.Control, ChannelOpen.Acknowledgement);
            return;
        }

        // RFC 8832, section 6: what cannot be opened is closed, also where the stream had a channel.
        _channels.Find(stream)?.End("The other side opened it wrongly.");
        _association.ResetStream(stream);
    }

    private void TakeReset(ushort stream)
    {
        if (_channels.Remove(stream) is { } channel && channel.End("The other side closed it."))
        {
            _association.ResetStream(stream);
        }
    }

    private sealed class Receiver(DataChannelConnection connection) : ISctpReceiver
    {
        public bool CanReceive
        {
            get
            {
                // Said before looking: a reader that makes room in between finds it said, and resumes.
                connection._isHeldBack = true;
                Interlocked.MemoryBarrier();
                connection._isHeldBack = connection._channels.IsAnyFull;
                return !connection._isHeldBack;
            }
        }

        public void Receive(SctpEvent happened)
        {
            switch (happened)
            {
                case SctpConnected connected:
                    connection._channels.Streams = Math.Min(SctpStack.Streams, connected.OutgoingStreams);
                    connection._connected.TrySetResult();
                    break;
                case SctpMessage message:
                    connection.Take(message);
                    break;
                case SctpStreamsReset { Streams.Count: 0 }:
                    foreach (var channel in connection._channels.All)
                    {
                        connection.TakeReset(channel.Id);
                    }

                    break;
                case SctpStreamsReset reset:
                    foreach (var stream in reset.Streams)
                    {
                        connection.TakeReset(stream);
                    }

                    break;
                case SctpClosed closed:
                    connection.End(closed.Reason);
                    break;
                default:
                    break;
            }
        }
    }
}

using System.Buffers;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>
/// SCTP over whatever carries datagrams (RFC 8261). Both sides start: their INITs may cross (RFC 9260, section 5.2.1). Any thread may
/// call any member; whichever comes first also delivers what happened, one event at a time and in order.
/// </summary>
/// <param name="send">Takes one packet of at most <see cref="SctpStack.MaxPacketBytes"/>; never waits, and may lose it.</param>
internal sealed class SctpAssociation(SctpStack stack, SctpOptions options, Action<ReadOnlySpan<byte>> send, ISctpReceiver receiver)
    : IDisposable
{
    /// <summary>The other side's first packets, where DTLS was ready there a moment earlier.</summary>
    private const int MaxEarlyPackets = 8;

    private readonly Queue<ArraySegment<byte>> _outgoing = [];
    private readonly Queue<byte[]> _early = [];
    private readonly ArrayBufferWriter<byte> _pieces = new();
    private SctpSocket? _socket;
    private nint _id;
    private SctpClosed? _end;
    private bool _isStarted;
    private bool _isDisposed;
    private bool _isEndTold;
    private bool _isDraining;

    /// <summary>Sends the first packet. Once the transport is connected: what it loses is repeated only after a second.</summary>
    public void Start()
    {
        lock (stack.Gate)
        {
            if (_isStarted || _end is not null)
            {
                return;
            }

            _isStarted = true;
            (_id, _socket) = stack.Open(this, options);
            while (_early.TryDequeue(out var packet))
            {
                stack.Input(_id, packet);
            }
        }

        Drain();
    }

    /// <summary>Takes a packet of the other side; before <see cref="Start"/> the first ones are kept.</summary>
    public void Receive(ReadOnlySpan<byte> packet)
    {
        lock (stack.Gate)
        {
            if (_socket is not null)
            {
                stack.Input(_id, packet);
            }
            else if (!_isStarted && _early.Count < MaxEarlyPackets)
            {
                _early.Enqueue(packet.ToArray());
            }
        }

        Drain();
    }

    /// <summary>Queues one message, in order after those before it on its stream. Never waits.</summary>
    /// <param name="payload">1 to 262144 bytes.</param>
    /// <returns>
    /// False when the association is over. It is over with this call when its queue of 1 MiB is full: the other side does not read.
    /// </returns>
    public bool Send(ushort stream, uint protocol, ReadOnlySpan<byte> payload)
    {
        bool isOpen;
        lock (stack.Gate)
        {
            if (_socket?.Send(stream, protocol, payload) is { Length: > 0 } refusal)
            {
                End(refusal);
            }

            isOpen = _socket is not null;
        }

        Drain();
        return isOpen;
    }

    /// <summary>Tells the other side that a stream carries nothing more (RFC 6525), once it has what was sent before.</summary>
    public void ResetStream(ushort stream)
    {
        lock (stack.Gate)
        {
            _socket?.ResetOutgoing(stream);
        }

        Drain();
    }

    /// <summary>Sends what is queued, then says goodbye; <see cref="SctpClosed"/> tells that the other side did too.</summary>
    public void Shutdown()
    {
        lock (stack.Gate)
        {
            _socket?.Shutdown();
        }

        Drain();
    }

    /// <summary>Aborts, and tells the receiver why.</summary>
    public void Abort(string reason)
    {
        lock (stack.Gate)
        {
            End(reason);
        }

        Drain();
    }

    /// <summary>Aborts. No event begins after it.</summary>
    public void Dispose()
    {
        lock (stack.Gate)
        {
            _isDisposed = true;
            End("It was closed here.");
        }

        Drain();
    }

    /// <summary>Sends the packets and delivers the events that there are, unless another call is at it.</summary>
    public void Drain()
    {
        lock (stack.Gate)
        {
            if (_isDraining)
            {
                return;
            }

            _isDraining = true;
        }

        while (Next(out var packet, out var happened))
        {
            try
            {
                if (happened is not null)
                {
                    receiver.Receive(happened);
                }
                else
                {
                    send(packet);
                    ArrayPool<byte>.Shared.Return(packet.Array!);
                }
            }
            catch (Exception exception)
            {
                // Whoever drains may be another connection's thread, or a timer's: a fault stays with its association.
                Fail(exception);
            }
        }
    }

    /// <summary>Keeps a packet of the library until nothing is locked. Under the gate.</summary>
    internal void Enqueue(ReadOnlySpan<byte> packet)
    {
        var copy = ArrayPool<byte>.Shared.Rent(packet.Length);
        packet.CopyTo(copy);
        _outgoing.Enqueue(new ArraySegment<byte>(copy, 0, packet.Length));
    }

    private bool Next(out ArraySegment<byte> packet, out SctpEvent? happened)
    {
        lock (stack.Gate)
        {
            happened = null;
            if (_outgoing.TryDequeue(out packet))
            {
                return true;
            }

            happened = NextEvent();
            _isDraining = happened is not null || _outgoing.TryDequeue(out packet);
            return _isDraining;
        }
    }

    private SctpEvent? NextEvent()
    {
        while (_socket is not null && receiver.CanReceive)
        {
            var read = _socket.Receive(stack.Buffer);
            var bytes = stack.Buffer.AsSpan(0, read.Count);
            SctpEvent? happened = null;
            switch (read.Kind)
            {
                case SctpReadKind.Nothing:
                    return null;
                case SctpReadKind.Data:
                    happened = Assemble(read, bytes);
                    break;
                case SctpReadKind.Notification when SctpNotification.TypeOf(bytes) == SctpNotification.PartialDelivery:
                    _pieces.ResetWrittenCount();
                    break;
                case SctpReadKind.Notification:
                    happened = SctpNotification.Read(bytes);
                    break;
                default:
                    happened = new SctpClosed("The SCTP association is over.");
                    break;
            }

            if (happened is SctpClosed closed)
            {
                End(closed.Reason);
                break;
            }

            if (happened is not null)
            {
                return happened;
            }
        }

        if (_end is null || _isEndTold || _isDisposed)
        {
            return null;
        }

        _isEndTold = true;
        return _end;
    }

    private SctpEvent? Assemble(SctpRead read, ReadOnlySpan<byte> piece)
    {
        if (_pieces.WrittenCount + piece.Length > options.MaxReceivedBytes)
        {
            return new SctpClosed($"The other side sent a message of more than {options.MaxReceivedBytes} bytes (max-message-size).");
        }

        _pieces.Write(piece);
        if (!read.IsWhole)
        {
            return null;
        }

        var message = new SctpMessage(read.Stream, read.Protocol, _pieces.WrittenSpan.ToArray());
        _pieces.ResetWrittenCount();
        return message;
    }

    private void End(string reason)
    {
        _end ??= new SctpClosed(reason);
        if (_socket is not null)
        {
            stack.Close(_id, _socket);
            _socket = null;
        }
    }

    private void Fail(Exception exception)
    {
        lock (stack.Gate)
        {
            End($"It failed here: {exception.Message}");
        }
    }
}

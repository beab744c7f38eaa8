using System.Buffers;
using Org.BouncyCastle.Tls;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>
/// What the DTLS library reads datagrams from and writes them to. During the handshake, reading waits; afterwards
/// (<see cref="StopWaiting"/>) it takes what is there and never waits, so that a connection needs no thread. Thread-safe.
/// </summary>
/// <param name="send">Sends one datagram to the peer; never waits.</param>
internal sealed class DtlsInbox(Action<ReadOnlySpan<byte>> send) : DatagramTransport, IDisposable
{
    /// <summary>Larger datagrams are dropped: more than any path's MTU.</summary>
    public const int LongestBytes = 2048;

    /// <summary>Datagrams: more than a flight of a handshake; what comes beyond is lost, and sent again.</summary>
    private const int Capacity = 32;

    // IPv6 carries 1280 bytes everywhere; IP's and UDP's headers take 48.
    private const int LongestSent = 1232;

    private readonly object _gate = new();
    private readonly Queue<ArraySegment<byte>> _datagrams = new(Capacity);
    private bool _isLive;
    private bool _isClosed;

    /// <summary>Either side has ended it.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _datagrams.Count == 0;
            }
        }
    }

    /// <summary>Copies what may be real of a datagram that came from the peer.</summary>
    public void Offer(ReadOnlySpan<byte> datagram)
    {
        datagram = datagram[..DtlsRecords.WellFormedBytes(datagram)];
        if (datagram.Length is 0 or > LongestBytes)
        {
            return;
        }

        lock (_gate)
        {
            if (_isClosed || _datagrams.Count == Capacity)
            {
                return;
            }

            var copy = ArrayPool<byte>.Shared.Rent(datagram.Length);
            datagram.CopyTo(copy);
            _datagrams.Enqueue(new(copy, 0, datagram.Length));
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>The handshake is over.</summary>
    public void StopWaiting()
    {
        lock (_gate)
        {
            _isLive = true;
        }
    }

    /// <summary>
    /// The library asks for this before each datagram that it waits for, and goes on waiting after one that held no data. Once live there
    /// is nothing to wait for: this exception is the one that it lets through without failing the connection.
    /// </summary>
    /// <exception cref="TlsTimeoutException">Live, and nothing is there.</exception>
    public int GetReceiveLimit()
    {
        lock (_gate)
        {
            return _isLive && _datagrams.Count == 0 ? throw new TlsTimeoutException() : LongestBytes;
        }
    }

    public int GetSendLimit() => LongestSent;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        lock (_gate)
        {
            while (_datagrams.Count == 0)
            {
                if (_isClosed)
                {
                    throw new IOException("The connection was closed.");
                }

                if (_isLive || !Monitor.Wait(_gate, waitMillis == 0 ? Timeout.Infinite : waitMillis))
                {
                    return -1;
                }
            }

            var datagram = _datagrams.Dequeue();
            var length = datagram.Count;
            if (length <= buffer.Length)
            {
                datagram.AsSpan().CopyTo(buffer);
            }

            ArrayPool<byte>.Shared.Return(datagram.Array!);
            return length <= buffer.Length ? length : -1;
        }
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        if (!IsClosed)
        {
            send(buffer);
        }
    }

    /// <summary>What waits to be read is dropped, who waits is woken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_datagrams.TryDequeue(out var datagram))
            {
                ArrayPool<byte>.Shared.Return(datagram.Array!);
            }

            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose() => Close();
}

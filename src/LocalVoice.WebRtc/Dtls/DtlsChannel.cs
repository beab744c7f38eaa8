using LocalVoice.WebRtc.Srtp;
using Org.BouncyCastle.Tls;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>What a handshake leaves: data both ways without a thread. Thread-safe.</summary>
internal sealed class DtlsChannel(DtlsTransport transport, DtlsInbox inbox, SrtpKeys keys)
{
    // The least that the library takes; it is never waited for, since the inbox is live.
    private const int Wait = 1;

    // The library may send a flight of the handshake again while it reads, and must not take data for a part of it.
    private readonly Lock _gate = new();

    public SrtpKeys Keys => keys;

    /// <summary>Either side has said goodbye, or broken the protocol.</summary>
    public bool IsClosed => inbox.IsClosed;

    /// <summary>The next data that has come; -1 when there is none. What came damaged, forged or twice is skipped.</summary>
    /// <param name="data">At least <see cref="DtlsInbox.LongestBytes"/>.</param>
    public int Read(Span<byte> data)
    {
        lock (_gate)
        {
            return ReadNext(data);
        }
    }

    /// <summary>Encrypts and sends; ignored once closed.</summary>
    public void Send(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            if (inbox.IsClosed)
            {
                return;
            }

            try
            {
                transport.Send(data);
            }
            catch (IOException)
            {
                inbox.Close();
            }
        }
    }

    /// <summary>Says goodbye (close_notify).</summary>
    public void Close()
    {
        lock (_gate)
        {
            try
            {
                transport.Close();
            }
            catch (IOException)
            {
                // The peer will see by its silence.
            }

            inbox.Close();
        }
    }

    private int ReadNext(Span<byte> data)
    {
        try
        {
            while (true)
            {
                // What is left of the datagram before: one may hold several records.
                var bytes = transport.ReceivePending(data);
                if (bytes >= 0 || inbox.IsEmpty)
                {
                    return bytes;
                }

                bytes = ReceiveNext(data);
                if (bytes >= 0)
                {
                    return bytes;
                }
            }
        }
        catch (IOException)
        {
            inbox.Close();
            return -1;
        }
    }

    private int ReceiveNext(Span<byte> data)
    {
        try
        {
            return transport.Receive(data, Wait);
        }
        catch (TlsTimeoutException)
        {
            return -1;
        }
    }
}

using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>A connection once its keys are known: media by SRTP, data by DTLS.</summary>
/// <param name="send">Sends one datagram to the peer; never waits.</param>
internal sealed class SecuredPath(DtlsChannel channel, IPacketReceiver receiver, Action<ReadOnlySpan<byte>> send) : IDisposable
{
    /// <summary>Of what is sent, before it is protected.</summary>
    public const int LongestPacket = 1200;

    // The handshake's thread delivers what came while it ended; everything else comes from the loop that reads the network.
    private readonly Lock _delivery = new();
    private readonly byte[] _data = new byte[DtlsInbox.LongestBytes];
    private readonly SrtpSession _outbound = SrtpSession.Outbound(channel.Keys.Profile, channel.Keys.Local);
    private readonly SrtpSession _inbound = SrtpSession.Inbound(channel.Keys.Profile, channel.Keys.Remote);

    public bool IsClosed => channel.IsClosed;

    public void SendRtp(ReadOnlySpan<byte> packet)
    {
        Span<byte> datagram = stackalloc byte[LongestPacket + SrtpSession.TrailerBytes];
        Send(datagram[.._outbound.Protect(packet, datagram)]);
    }

    public void SendRtcp(ReadOnlySpan<byte> packet)
    {
        Span<byte> datagram = stackalloc byte[LongestPacket + SrtpSession.TrailerBytes];
        Send(datagram[.._outbound.ProtectRtcp(packet, datagram)]);
    }

    public void SendData(ReadOnlySpan<byte> datagram) => channel.Send(datagram);

    /// <summary>Decrypts in place and delivers.</summary>
    public void ReceiveRtp(Span<byte> datagram)
    {
        lock (_delivery)
        {
            var bytes = _inbound.Unprotect(datagram);
            if (bytes > 0)
            {
                receiver.ReceiveRtp(datagram[..bytes]);
            }
        }
    }

    /// <inheritdoc cref="ReceiveRtp"/>
    public void ReceiveRtcp(Span<byte> datagram)
    {
        lock (_delivery)
        {
            var bytes = _inbound.UnprotectRtcp(datagram);
            if (bytes > 0)
            {
                receiver.ReceiveRtcp(datagram[..bytes]);
            }
        }
    }

    /// <summary>Delivers the data that has come.</summary>
    public void DeliverData()
    {
        lock (_delivery)
        {
            for (var bytes = channel.Read(_data); bytes >= 0; bytes = channel.Read(_data))
            {
                receiver.ReceiveData(_data.AsSpan(0, bytes));
            }
        }
    }

    /// <summary>Says goodbye.</summary>
    public void Dispose()
    {
        channel.Close();
        _outbound.Dispose();
        _inbound.Dispose();
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        if (!datagram.IsEmpty)
        {
            send(datagram);
        }
    }
}

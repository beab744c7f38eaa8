using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>The UDP port: sends without waiting, receives one datagram at a time.</summary>
internal sealed class PeerSocket : IDisposable
{
    // A second of 32 calls' audio, should the loop be held up.
    private const int BufferBytes = 1 << 19;

    // SIO_UDP_CONNRESET: Windows fails the next receive when a peer's port is closed, unless told not to.
    private const int UdpConnectionReset = -1744830452;

    private readonly Socket _socket;

    private PeerSocket(Socket socket)
    {
        _socket = socket;
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>With the port that the system chose, where it was to choose.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <exception cref="TransportException">The address is not this machine's, or the port is taken.</exception>
    public static PeerSocket Open(IPEndPoint listen)
    {
        var isAny = listen.Address.Equals(IPAddress.IPv6Any);
        var address = isAny && !Socket.OSSupportsIPv6 ? IPAddress.Any : listen.Address;
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = isAny;
            }

            if (OperatingSystem.IsWindows())
            {
                _ = socket.IOControl(UdpConnectionReset, [0, 0, 0, 0], null);
            }

            socket.ReceiveBufferSize = BufferBytes;
            socket.SendBufferSize = BufferBytes;
            socket.Blocking = false;
            socket.Bind(new IPEndPoint(address, listen.Port));
            return new(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new TransportException(
                $"Calls cannot be taken at UDP {listen}: {e.Message}. Free the port, or set another port or an address of this machine.",
                e
            );
        }
    }

    /// <summary>An address to receive into.</summary>
    public SocketAddress NewAddress() => new(_socket.AddressFamily);

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketAddress from, CancellationToken cancellation) =>
        _socket.ReceiveFromAsync(buffer, SocketFlags.None, from, cancellation);

    /// <summary>What the system does not take now is lost, as on any other part of its way.</summary>
    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _ = _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException)
        {
            // Full, or no way there: the peer's silence will tell.
        }
        catch (ObjectDisposedException)
        {
            // The last goodbyes may come after the end.
        }
    }

    public void Dispose() => _socket.Dispose();
}

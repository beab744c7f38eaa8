using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace LocalVoice.Server.Transport;

/// <summary>
/// The other end of a connection. That it has closed stands behind everything it sent before: whoever does not read on must
/// ask the operating system. It does not know either while the client's own system still holds unsent data.
/// </summary>
/// <param name="socket">Null when the connection is none of the operating system's.</param>
internal sealed class Peer(Socket? socket)
{
    // getsockopt(IPPROTO_TCP, TCP_INFO) of Linux: the first byte is the state (linux/tcp.h, TCP_ESTABLISHED).
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const byte Established = 1;

    public static Peer Of(HttpContext context) => new(context.Features.Get<IConnectionSocketFeature>()?.Socket);

    /// <summary>Whether it has closed, or reset, the connection. False also where that cannot be known.</summary>
    public bool IsGone()
    {
        try
        {
            return socket is not null && (OperatingSystem.IsLinux() ? !IsEstablished(socket) : socket.Poll(0, SelectMode.SelectError));
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        catch (SocketException)
        {
            // No TCP socket.
            return false;
        }
    }

    private static bool IsEstablished(Socket socket)
    {
        Span<byte> info = stackalloc byte[8];
        return socket.GetRawSocketOption(Tcp, TcpInfo, info) == 0 || info[0] == Established;
    }
}

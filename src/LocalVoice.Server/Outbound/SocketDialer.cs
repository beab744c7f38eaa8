using System.Net;
using System.Net.Sockets;

namespace LocalVoice.Server.Outbound;

/// <summary>Dials with the system's sockets: the only place of the server that opens one.</summary>
internal sealed class SocketDialer(TimeProvider time)
{
    public async ValueTask<DialedConnection> DialAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        var hosts = await Dns.GetHostAddressesAsync(address.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var begun = time.GetTimestamp();
            await socket.ConnectAsync(hosts, address.Port, cancellationToken).ConfigureAwait(false);
            return new(new NetworkStream(socket, ownsSocket: true), time.GetElapsedTime(begun));
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }
}

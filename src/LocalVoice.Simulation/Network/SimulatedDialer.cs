using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LocalVoice.Simulation.Network;

/// <summary>
/// Opens connections over a <see cref="SimulatedNetwork"/>: for <see cref="SocketsHttpHandler.ConnectCallback"/>. Thread-safe.
/// </summary>
public sealed class SimulatedDialer(SimulatedNetwork network)
{
    private readonly ConcurrentDictionary<(string Host, int Port), bool> _secure = [];

    /// <summary>
    /// The plain-text address stands for an https one: what is written first on a connection to it leaves a round trip later, as
    /// after the handshake of TLS 1.3 (RFC 8446, 2).
    /// </summary>
    public void StandsForHttps(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _secure[(address.Host, address.Port)] = true;
    }

    /// <summary>Takes a round trip, also to be refused.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var roundTrip = network.OneWay() + network.OneWay();
        var begun = network.Time.GetTimestamp();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        finally
        {
            await WaitAsync(roundTrip - network.Time.GetElapsedTime(begun), cancellationToken).ConfigureAwait(false);
        }

        var handshake = _secure.ContainsKey((endPoint.Host, endPoint.Port)) ? network.Conditions.RoundTrip : TimeSpan.Zero;
        return new SimulatedLink(new NetworkStream(socket, ownsSocket: true), network, handshake);
    }

    private async Task WaitAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, network.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}

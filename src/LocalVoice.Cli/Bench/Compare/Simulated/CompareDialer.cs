using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Outbound;
using LocalVoice.Simulation.Network;

namespace LocalVoice.Cli.Bench.Compare.Simulated;

/// <summary>Dials simulated services over a simulated network, and all others as they are.</summary>
internal sealed class CompareDialer
{
    private readonly ConcurrentDictionary<(string Host, int Port), bool> _simulated = [];
    private readonly SimulatedNetwork _network = new();
    private readonly SimulatedDialer _dialer;
    private readonly TimeProvider _time;

    public CompareDialer(TimeProvider time) => (_time, _dialer) = (time, new(_network));

    /// <summary>Of connections to simulated services from now on.</summary>
    public TimeSpan RoundTrip
    {
        set => _network.Conditions = new(value);
    }

    /// <summary>How long the newest connection took to open, a name's look-up left out.</summary>
    public TimeSpan Newest { get; private set; }

    /// <param name="address">Stands for one that is secured.</param>
    public void Simulate(Uri address)
    {
        _simulated[(address.Host, address.Port)] = true;
        _dialer.StandsForHttps(address);
    }

    /// <inheritdoc cref="Dial"/>
    public async ValueTask<DialedConnection> DialAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        var dialed = _simulated.ContainsKey((address.Host, address.Port))
            ? await TimeAsync(() => _dialer.ConnectAsync(address, cancellationToken))
            : await DialDirectAsync(address, cancellationToken);
        Newest = dialed.RoundTrip;
        return dialed;
    }

    private async ValueTask<DialedConnection> DialDirectAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        var hosts = await Dns.GetHostAddressesAsync(address.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            return await TimeAsync(async () =>
            {
                await socket.ConnectAsync(hosts, address.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            });
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<DialedConnection> TimeAsync(Func<ValueTask<Stream>> connect)
    {
        var begun = _time.GetTimestamp();
        var stream = await connect();
        return new(stream, _time.GetElapsedTime(begun));
    }
}

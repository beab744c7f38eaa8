using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalVoice.Remote;

namespace LocalVoice.Server.Outbound;

/// <summary>The one way out: pooled HTTP connections, dialled only where <see cref="AllowedAddresses"/> has the address.</summary>
internal sealed class OutboundConnections : IOutboundConnections, IDisposable
{
    // A session may be silent for minutes; reconnecting costs two to three round trips. The lifetime follows changes of DNS.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, TimeSpan> _roundTrips = new(StringComparer.OrdinalIgnoreCase);
    private readonly SocketsHttpHandler _handler;
    private readonly AllowedAddresses _allowed;
    private readonly Dial _dial;

    public OutboundConnections(AllowedAddresses allowed, Dial dial)
    {
        (_allowed, _dial) = (allowed, dial);
        _handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = IdleTimeout,
            PooledConnectionLifetime = Lifetime,
        };
    }

    public HttpMessageHandler Handler => _handler;

    public TimeSpan? RoundTrip(Uri address) =>
        _roundTrips.TryGetValue(AllowedAddresses.Text(address), out var roundTrip) ? roundTrip : null;

    public void Dispose() => _handler.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (!_allowed.Allows(host, port))
        {
            throw new BackendException(
                BackendFault.AirGapped,
                $"The air gap forbids a connection to {host}:{port}. If it is a server of your own, list it in LocalVoice:AirGap:Allow."
            );
        }

        try
        {
            var dialed = await _dial(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            _roundTrips[AllowedAddresses.Text(context.InitialRequestMessage.RequestUri!)] = dialed.RoundTrip;
            return dialed.Stream;
        }
        catch (SocketException refused)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host}:{port}: {refused.Message}", refused);
        }
    }
}

using System.Net;

namespace LocalVoice.Server.Outbound;

/// <summary>Opens a TCP connection to another machine.</summary>
/// <exception cref="System.Net.Sockets.SocketException">There is no such machine, or it does not answer.</exception>
public delegate ValueTask<DialedConnection> Dial(DnsEndPoint address, CancellationToken cancellationToken);

/// <summary>A TCP connection to another machine.</summary>
/// <param name="RoundTrip">How long it took to open, the name's look-up left out.</param>
public sealed record DialedConnection(Stream Stream, TimeSpan RoundTrip);

using System.Net;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>Where calls come in, and how many.</summary>
public sealed record PeerNetworkOptions
{
    /// <summary>The UDP port of all calls. "[::]" listens at IPv4 and IPv6; port 0 takes any. Default [::]:8189.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.IPv6Any, 8189);

    /// <summary>The address that peers are told first, such as that of a router that forwards the port. Default none.</summary>
    public IPAddress? PublicAddress { get; init; }

    /// <summary>Tells peers the loopback address too, for those on this machine, where all are listened at. Default false.</summary>
    public bool WithLoopback { get; init; }

    /// <summary>Connections at once, 1 to 10000. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>
    /// DTLS handshakes at once, 1 to 64, each of which has a thread while it lasts; others wait. Default 32: one that stalls keeps its
    /// place until its timeout, and costs nothing else.
    /// </summary>
    public int MaxHandshakes { get; init; } = 32;

    /// <summary>For a DTLS handshake, and for a thread to run it, 100 ms to 1 minute. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// From the answer to packets both ways, 1 s to 1 minute. Default 10 s: a peer that comes at all takes a second or two, and one that
    /// does not come holds a place.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection is over when no connectivity check came for so long (RFC 7675), 5 s to 10 minutes. Default 30 s.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        Check(nameof(MaxConnections), MaxConnections is >= 1 and <= 10_000, "1 to 10000", MaxConnections);
        Check(nameof(MaxHandshakes), MaxHandshakes is >= 1 and <= 64, "1 to 64", MaxHandshakes);
        Check(nameof(HandshakeTimeout), HandshakeTimeout.TotalSeconds is >= 0.1 and <= 60, "0.1 s to 1 minute", HandshakeTimeout);
        Check(nameof(ConnectTimeout), ConnectTimeout.TotalSeconds is >= 1 and <= 60, "1 s to 1 minute", ConnectTimeout);
        Check(nameof(SilenceTimeout), SilenceTimeout.TotalSeconds is >= 5 and <= 600, "5 s to 10 minutes", SilenceTimeout);
    }

    private static void Check(string name, bool isRight, string range, object value)
    {
        if (!isRight)
        {
            throw new TransportException($"{name} is {value}; it may be {range}.");
        }
    }
}

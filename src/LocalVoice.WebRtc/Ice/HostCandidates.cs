using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Ice;

/// <summary>The addresses of this machine that others may reach it at (RFC 8445, section 5.1.1.1).</summary>
internal static class HostCandidates
{
    // RFC 8445, section 5.1.2: type preference of a host candidate, and component 1.
    private const uint HostPreference = 126u << 24;
    private const uint FirstComponent = 256 - 1;
    private const uint BestLocalPreference = 65_535;

    /// <summary>Best first: the public address, then IPv4, then IPv6, then loopback.</summary>
    /// <param name="bound">What the socket listens at.</param>
    /// <param name="publicAddress">Where a router forwards to this machine; null for none.</param>
    /// <param name="withLoopback">For peers on this machine, where the socket listens at all addresses.</param>
    public static IReadOnlyList<IceCandidate> Of(IPEndPoint bound, IPAddress? publicAddress, bool withLoopback)
    {
        var addresses = IsAny(bound.Address) ? OfInterfaces(bound.AddressFamily, withLoopback) : [Unmapped(bound.Address)];
        return Ranked(publicAddress is null ? addresses : addresses.Prepend(publicAddress), bound.Port);
    }

    /// <summary>As candidates in this order, each once.</summary>
    public static IReadOnlyList<IceCandidate> Ranked(IEnumerable<IPAddress> addresses, int port) =>
        [.. addresses.Distinct().Select((address, index) => new IceCandidate(new(address, port), Priority(index)))];

    /// <summary>Whether it can be told to peers: not link-local, which needs a zone that they do not know, nor multicast.</summary>
    public static bool IsReachable(IPAddress address, bool withLoopback) =>
        IPAddress.IsLoopback(address)
            ? withLoopback
            : address.AddressFamily switch
            {
                AddressFamily.InterNetwork => !address.ToString().StartsWith("169.254.", StringComparison.Ordinal),
                AddressFamily.InterNetworkV6 => !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !address.IsIPv6SiteLocal,
                _ => false,
            };

    private static IEnumerable<IPAddress> OfInterfaces(AddressFamily family, bool withLoopback) =>
        Interfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => family == AddressFamily.InterNetworkV6 || address.AddressFamily == AddressFamily.InterNetwork)
            .Where(address => IsReachable(address, withLoopback))
            .OrderBy(address => IPAddress.IsLoopback(address))
            .ThenBy(address => address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>None where the system does not tell, as in some sandboxes: then only the public address is left.</summary>
    private static NetworkInterface[] Interfaces()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces();
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static uint Priority(int index) => HostPreference + ((BestLocalPreference - (uint)index) << 8) + FirstComponent;

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

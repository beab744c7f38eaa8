using System.Net;

namespace LocalVoice.Server.Configuration;

/// <summary>Networks from which clients may come; this machine itself always may. Immutable.</summary>
/// <param name="entries">As <see cref="Parse"/> reads them; others allow nobody.</param>
internal sealed class NetworkList(IEnumerable<string> entries)
{
    private readonly IPNetwork[] _networks = [.. entries.Select(Parse).OfType<IPNetwork>()];

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain) || Array.Exists(_networks, network => network.Contains(plain));
    }

    /// <param name="entry">A network, or an address.</param>
    /// <returns>Null when it is neither.</returns>
    public static IPNetwork? Parse(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new(address, 8 * address.GetAddressBytes().Length)
        : null;
}

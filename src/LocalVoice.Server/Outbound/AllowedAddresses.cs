using System.Collections.Frozen;
using LocalVoice.Server.Access;

namespace LocalVoice.Server.Outbound;

/// <summary>
/// Where this process may connect to: loopback, the backends that the operator configured, and what
/// <c>LocalVoice:AirGap:Allow</c> lists. Nothing else is looked up or dialled.
/// </summary>
internal sealed class AllowedAddresses(IEnumerable<string> addresses)
{
    private readonly FrozenSet<string> _addresses = addresses.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>host:port</c>, in order.</summary>
    public IReadOnlyList<string> All => [.. _addresses.Order(StringComparer.Ordinal)];

    public bool Allows(string host, int port) => LoopbackName.Is(host) || _addresses.Contains(Text(host, port));

    public static string Text(Uri address) => Text(address.Host, address.Port);

    private static string Text(string host, int port) => $"{host.Trim('[', ']')}:{port}";
}

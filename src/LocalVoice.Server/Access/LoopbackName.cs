using System.Net;

namespace LocalVoice.Server.Access;

/// <summary>Names by which a machine calls itself: <c>localhost</c> and the literal loopback addresses.</summary>
internal static class LoopbackName
{
    /// <param name="host">Without a port; an IPv6 address may be in brackets.</param>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

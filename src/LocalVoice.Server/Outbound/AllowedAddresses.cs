using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using LocalVoice.Server.Access;

namespace LocalVoice.Server.Outbound;

/// <summary>
/// Where this process may connect to: loopback, the backends that the operator configured, and what
/// <c>LocalVoice:AirGap:Allow</c> lists. Nothing else is looked up or dialled.
/// </summary>
/// <param name="addresses">As <see cref="Parse"/> reads them; others allow nothing.</param>
internal sealed class AllowedAddresses(IEnumerable<string> addresses)
{
    private static readonly SearchValues<char> NotOfHosts = SearchValues.Create("/\\?#@ \t");

    private readonly FrozenSet<string> _addresses = addresses
        .Select(Parse)
        .OfType<string>()
        .Where(address => !LoopbackName.Is(address[..address.LastIndexOf(':')]))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>host:port</c> beside loopback, in order.</summary>
    public IReadOnlyList<string> All => [.. _addresses.Order(StringComparer.Ordinal)];

    public bool Allows(string host, int port) => LoopbackName.Is(host) || _addresses.Contains(Text(host, port));

    /// <summary>As connections are dialled: an international name in its ASCII form, an IPv6 address in brackets.</summary>
    public static string Text(Uri address) => Text(address.IdnHost, address.Port);

    /// <param name="entry"><c>host:port</c>; an IPv6 address is in brackets.</param>
    /// <returns>One text for each address, however it is written; null when it is none.</returns>
    public static string? Parse(string entry) =>
        entry.LastIndexOf(':') is > 0 and var colon
        && ushort.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port > 0
        && entry.AsSpan().IndexOfAny(NotOfHosts) < 0
        && Uri.TryCreate($"http://{entry}", UriKind.Absolute, out var address)
            ? Text(address.IdnHost, port)
            : null;

    /// <inheritdoc cref="Text(Uri)"/>
    public static string Text(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]:{port}" : $"{host}:{port}";
}

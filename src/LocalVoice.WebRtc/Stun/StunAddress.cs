using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LocalVoice.WebRtc.Stun;

/// <summary>XOR-MAPPED-ADDRESS (RFC 8489, section 14.2), from an address as the system's socket calls hold it.</summary>
internal static class StunAddress
{
    public const int LongestBytes = 4 + IPv6Bytes;

    private const int IPv4Bytes = 4;
    private const int IPv6Bytes = 16;
    private const byte IPv4Family = 1;
    private const byte IPv6Family = 2;

    // Where sockaddr_in and sockaddr_in6 hold port and address, on all systems.
    private const int PortAt = 2;
    private const int IPv4At = 4;
    private const int IPv6At = 8;

    private static ReadOnlySpan<byte> IPv4InIPv6 => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>Writes the attribute's value; IPv4 in IPv6 (a dual-mode socket's) as IPv4.</summary>
    /// <returns>How many bytes it takes: 8 or 20.</returns>
    public static int WriteXored(SocketAddress address, ReadOnlySpan<byte> transactionId, Span<byte> value)
    {
        var raw = address.Buffer.Span;
        var host = address.Family == AddressFamily.InterNetwork ? raw.Slice(IPv4At, IPv4Bytes) : raw.Slice(IPv6At, IPv6Bytes);
        if (host.StartsWith(IPv4InIPv6) && host.Length == IPv6Bytes)
        {
            host = host[IPv4InIPv6.Length..];
        }

        Span<byte> mask = stackalloc byte[IPv6Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(mask, StunMessage.MagicCookie);
        transactionId.CopyTo(mask[4..]);
        value[0] = 0;
        value[1] = host.Length == IPv4Bytes ? IPv4Family : IPv6Family;
        value[2] = (byte)(raw[PortAt] ^ mask[0]);
        value[3] = (byte)(raw[PortAt + 1] ^ mask[1]);
        for (var i = 0; i < host.Length; i++)
        {
            value[4 + i] = (byte)(host[i] ^ mask[i]);
        }

        return 4 + host.Length;
    }
}

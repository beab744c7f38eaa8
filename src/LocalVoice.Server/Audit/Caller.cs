using System.Net;

namespace LocalVoice.Server.Audit;

/// <summary>Who is at the other end.</summary>
/// <param name="Key">The configured name of the API key, or what stands for one; null where none was needed.</param>
/// <param name="BySecret">Whether a client secret of that key was sent.</param>
internal sealed record Caller(string? Key, bool BySecret, string? Address)
{
    /// <summary>The address without a port; an IPv4 one as such.</summary>
    public static string? Written(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}

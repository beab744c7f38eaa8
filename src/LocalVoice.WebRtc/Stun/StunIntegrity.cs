using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LocalVoice.WebRtc.Stun;

/// <summary>MESSAGE-INTEGRITY with short-term credentials (RFC 8489, sections 9.1 and 14.5).</summary>
internal static class StunIntegrity
{
    public const int Bytes = HMACSHA1.HashSizeInBytes;

    /// <param name="covered">The message up to the attribute; its header's length counts the attribute already.</param>
    [SuppressMessage("Security", "CA5350", Justification = "STUN prescribes it, as an HMAC.")]
    public static void Write(ReadOnlySpan<byte> password, ReadOnlySpan<byte> covered, Span<byte> hash) =>
        _ = HMACSHA1.HashData(password, covered, hash);
}

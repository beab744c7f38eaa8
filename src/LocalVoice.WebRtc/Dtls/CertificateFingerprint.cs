using System.Security.Cryptography;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>What the other side's certificate must hash to (RFC 8122, section 5).</summary>
internal sealed class CertificateFingerprint
{
    public const string Sha256 = "sha-256";

    private readonly Func<byte[], byte[]> _hash;
    private readonly byte[] _value;

    /// <exception cref="TransportException">Its hash is not one to rely on, or its value is not one of that hash.</exception>
    public CertificateFingerprint(DtlsFingerprint fingerprint)
    {
        (_hash, var bytes) = fingerprint.Algorithm switch
        {
            Sha256 => ((Func<byte[], byte[]>)SHA256.HashData, SHA256.HashSizeInBytes),
            "sha-384" => (SHA384.HashData, SHA384.HashSizeInBytes),
            "sha-512" => (SHA512.HashData, SHA512.HashSizeInBytes),
            var other => throw new TransportException(
                $"The offer's fingerprint is of \"{other}\"; send one of sha-256, sha-384 or sha-512 (RFC 8122)."
            ),
        };
        _value = Parse(fingerprint.Value);
        if (_value.Length != bytes)
        {
            throw new TransportException(
                $"The offer's {fingerprint.Algorithm} fingerprint is not {bytes} hexadecimal bytes joined by colons (RFC 8122)."
            );
        }
    }

    public static DtlsFingerprint Of(byte[] certificate) =>
        new(Sha256, string.Join(':', SHA256.HashData(certificate).Select(octet => octet.ToString("X2", null))));

    /// <param name="certificate">DER.</param>
    public bool IsOf(byte[] certificate) => CryptographicOperations.FixedTimeEquals(_value, _hash(certificate));

    private static byte[] Parse(string value)
    {
        try
        {
            return Convert.FromHexString(value.Replace(":", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>
/// Looks at records before the library does (RFC 6347, section 4.1): it takes one that could not be real, such as one too short for its
/// tag, for a fatal error, with which anyone who can forge an address could end a connection.
/// </summary>
internal static class DtlsRecords
{
    public const int HeaderBytes = 13;

    /// <summary>Explicit nonce and tag of AES-GCM (RFC 5288, section 3): all <see cref="DtlsParameters.CipherSuites"/> are of it.</summary>
    public const int ShortestEncryptedBytes = 8 + 16;

    private const int ChangeCipherSpec = 20;
    private const int ApplicationData = 23;
    private const ushort Dtls10 = 0xFEFF;
    private const ushort Dtls12 = 0xFEFD;

    /// <summary>How much of a datagram, from its beginning on, consists of records that may be real.</summary>
    public static int WellFormedBytes(ReadOnlySpan<byte> datagram)
    {
        var at = 0;
        while (TryMeasure(datagram[at..], out var bytes))
        {
            at += bytes;
        }

        return at;
    }

    private static bool TryMeasure(ReadOnlySpan<byte> record, out int bytes)
    {
        bytes = 0;
        if (
            record.Length <= HeaderBytes
            || record[0] is < ChangeCipherSpec or > ApplicationData
            || BinaryPrimitives.ReadUInt16BigEndian(record[1..]) is not (Dtls10 or Dtls12)
        )
        {
            return false;
        }

        var isEncrypted = BinaryPrimitives.ReadUInt16BigEndian(record[3..]) > 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(record[11..]);
        bytes = HeaderBytes + length;
        return bytes <= record.Length && length >= (isEncrypted ? ShortestEncryptedBytes : 1);
    }
}

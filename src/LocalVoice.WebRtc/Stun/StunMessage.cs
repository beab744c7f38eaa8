using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LocalVoice.WebRtc.Stun;

/// <summary>A STUN message that has been found well-formed, read where it lies (RFC 8489, sections 5, 14 and 15).</summary>
internal readonly ref struct StunMessage
{
    public const int HeaderBytes = 20;
    public const int TransactionIdBytes = 12;
    public const uint MagicCookie = 0x2112A442;

    /// <summary>More than a message of a connectivity check ever needs; longer ones are not read.</summary>
    public const int LongestBytes = 1280;

    private const int AttributeHeaderBytes = 4;
    private const int FingerprintBytes = 4;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _integrityAt;
    private readonly int _end;

    private StunMessage(ReadOnlySpan<byte> bytes, int integrityAt, int end)
    {
        _bytes = bytes;
        _integrityAt = integrityAt;
        _end = end;
    }

    /// <summary>One of <see cref="StunType"/>, or any other.</summary>
    public ushort Type => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ReadOnlySpan<byte> TransactionId => _bytes.Slice(8, TransactionIdBytes);

    public bool HasIntegrity => _integrityAt > 0;

    /// <summary>False when it is no STUN message, is damaged, or its FINGERPRINT is not its own.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (
            datagram.Length is < HeaderBytes or > LongestBytes
            || datagram[0] >= 0x40
            || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != MagicCookie
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) != datagram.Length - HeaderBytes
            || datagram.Length % 4 != 0
        )
        {
            return false;
        }

        var integrityAt = 0;
        var end = datagram.Length;
        for (var at = HeaderBytes; at < datagram.Length; )
        {
            if (!TryReadAttribute(datagram, at, out var type, out var length))
            {
                return false;
            }

            if (type == StunAttribute.Fingerprint)
            {
                if (length != FingerprintBytes || Next(at, length) != datagram.Length || !StunFingerprint.IsAt(datagram, at))
                {
                    return false;
                }

                end = Math.Min(end, at);
            }
            else if (type == StunAttribute.MessageIntegrity && integrityAt == 0)
            {
                if (length != StunIntegrity.Bytes)
                {
                    return false;
                }

                integrityAt = at;
                end = at;
            }

            at = Next(at, length);
        }

        message = new(datagram, integrityAt, end);
        return true;
    }

    /// <summary>The first attribute of the type; only those that the MESSAGE-INTEGRITY covers, where there is one.</summary>
    public bool TryFind(ushort type, out ReadOnlySpan<byte> value)
    {
        for (var at = HeaderBytes; at < _end; )
        {
            _ = TryReadAttribute(_bytes, at, out var found, out var length);
            if (found == type)
            {
                value = _bytes.Slice(at + AttributeHeaderBytes, length);
                return true;
            }

            at = Next(at, length);
        }

        value = default;
        return false;
    }

    /// <summary>Collects the types that must be understood and are not.</summary>
    /// <returns>How many there are, at most as many as there is room for.</returns>
    public int FindNotUnderstood(Span<ushort> types)
    {
        var count = 0;
        for (var at = HeaderBytes; at < _end && count < types.Length; )
        {
            _ = TryReadAttribute(_bytes, at, out var type, out var length);
            if (!StunAttribute.IsUnderstood(type))
            {
                types[count++] = type;
            }

            at = Next(at, length);
        }

        return count;
    }

    /// <summary>Whether the sender knew the password (RFC 8489, section 14.5). Takes the same time wherever the hashes differ.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> password)
    {
        if (!HasIntegrity)
        {
            return false;
        }

        Span<byte> covered = stackalloc byte[_integrityAt];
        _bytes[.._integrityAt].CopyTo(covered);
        var length = _integrityAt + AttributeHeaderBytes + StunIntegrity.Bytes - HeaderBytes;
        BinaryPrimitives.WriteUInt16BigEndian(covered[2..], (ushort)length);
        Span<byte> hash = stackalloc byte[StunIntegrity.Bytes];
        StunIntegrity.Write(password, covered, hash);
        return CryptographicOperations.FixedTimeEquals(hash, _bytes.Slice(_integrityAt + AttributeHeaderBytes, StunIntegrity.Bytes));
    }

    private static bool TryReadAttribute(ReadOnlySpan<byte> bytes, int at, out ushort type, out int length)
    {
        type = 0;
        length = 0;
        if (bytes.Length - at < AttributeHeaderBytes)
        {
            return false;
        }

        type = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        return Next(at, length) <= bytes.Length;
    }

    private static int Next(int at, int length) => at + AttributeHeaderBytes + ((length + 3) & ~3);
}

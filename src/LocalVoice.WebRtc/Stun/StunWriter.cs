using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Stun;

/// <summary>Writes one STUN message; the buffer has room for all that is added (RFC 8489, section 5).</summary>
internal ref struct StunWriter
{
    private const int AttributeHeaderBytes = 4;
    private const int FingerprintBytes = 4;

    private readonly Span<byte> _buffer;

    public StunWriter(Span<byte> buffer, ushort type, scoped ReadOnlySpan<byte> transactionId)
    {
        _buffer = buffer;
        BinaryPrimitives.WriteUInt16BigEndian(buffer, type);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.MagicCookie);
        transactionId.CopyTo(buffer[8..]);
        Length = StunMessage.HeaderBytes;
        WriteLength(Length);
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Add(ushort type, scoped ReadOnlySpan<byte> value)
    {
        var padded = (value.Length + 3) & ~3;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], type);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(Length + 2)..], (ushort)value.Length);
        var room = _buffer.Slice(Length + AttributeHeaderBytes, padded);
        value.CopyTo(room);
        room[value.Length..].Clear();
        Length += AttributeHeaderBytes + padded;
        WriteLength(Length);
    }

    /// <summary>Signs all that was added; only a FINGERPRINT may follow.</summary>
    public void AddIntegrity(scoped ReadOnlySpan<byte> password)
    {
        WriteLength(Length + AttributeHeaderBytes + StunIntegrity.Bytes);
        Span<byte> hash = stackalloc byte[StunIntegrity.Bytes];
        StunIntegrity.Write(password, _buffer[..Length], hash);
        Add(StunAttribute.MessageIntegrity, hash);
    }

    public void AddFingerprint()
    {
        WriteLength(Length + AttributeHeaderBytes + FingerprintBytes);
        Span<byte> value = stackalloc byte[FingerprintBytes];
        BinaryPrimitives.WriteUInt32BigEndian(value, StunFingerprint.Of(_buffer, Length));
        Add(StunAttribute.Fingerprint, value);
    }

    private readonly void WriteLength(int total) =>
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[2..], (ushort)(total - StunMessage.HeaderBytes));
}

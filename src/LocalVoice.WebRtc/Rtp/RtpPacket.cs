using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Rtp;

/// <summary>An RTP packet as it came (RFC 3550, section 5.1); its payload is part of the bytes that it was read from.</summary>
public readonly ref struct RtpPacket
{
    /// <summary>Bytes of the header without contributing sources and extensions.</summary>
    public const int HeaderBytes = 12;

    private RtpPacket(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> payload)
    {
        IsMarked = (packet[1] & 0x80) != 0;
        PayloadType = packet[1] & 0x7F;
        Sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        Timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        Payload = payload;
    }

    public bool IsMarked { get; }

    public int PayloadType { get; }

    public ushort Sequence { get; }

    /// <summary>In the codec's clock.</summary>
    public uint Timestamp { get; }

    public uint Ssrc { get; }

    /// <summary>Without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <returns>False for what is no whole RTP packet of version 2.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, out RtpPacket read)
    {
        read = default;
        if (packet.Length < HeaderBytes || packet[0] >> 6 != 2)
        {
            return false;
        }

        var start = HeaderBytes + ((packet[0] & 0x0F) * sizeof(uint));
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < start + sizeof(uint))
            {
                return false;
            }

            start += sizeof(uint) + (BinaryPrimitives.ReadUInt16BigEndian(packet[(start + 2)..]) * sizeof(uint));
        }

        var padding = (packet[0] & 0x20) != 0 ? packet[^1] : 0;
        var isPadded = (packet[0] & 0x20) != 0;
        if (packet.Length - padding < start || (isPadded && padding == 0))
        {
            return false;
        }

        read = new(packet, packet[start..^padding]);
        return true;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LocalVoice.WebRtc.Rtp;

/// <summary>Numbers the packets of a stream (RFC 3550, section 5.1), beginning anywhere, as the RFC wants. Not thread-safe.</summary>
public sealed class RtpStream(uint ssrc, int payloadType)
{
    private ushort _sequence = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue / 2);

    public uint Ssrc => ssrc;

    /// <summary>Packets so far.</summary>
    public uint Packets { get; private set; }

    /// <summary>Bytes of payload so far.</summary>
    public uint PayloadBytes { get; private set; }

    /// <summary>Writes the header of the next packet, before a payload that is already in its place.</summary>
    /// <param name="packet"><see cref="RtpPacket.HeaderBytes"/>, then the payload.</param>
    /// <param name="marked">First packet after silence (RFC 7587, section 4.1).</param>
    public void WriteHeader(Span<byte> packet, uint timestamp, bool marked)
    {
        packet[0] = 2 << 6;
        packet[1] = (byte)(payloadType | (marked ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ssrc);
        Packets++;
        PayloadBytes += (uint)(packet.Length - RtpPacket.HeaderBytes);
    }
}

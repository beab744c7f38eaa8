using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Tests.Srtp;

/// <summary>Packets as media makes them.</summary>
internal static class RtpBytes
{
    /// <summary>An RTP packet of 20 ms, with a payload that tells its number.</summary>
    public static byte[] Rtp(int number, uint source = 0x1234_5678, int payloadBytes = 80)
    {
        var packet = new byte[12 + payloadBytes];
        packet[0] = 0x80;
        packet[1] = 111;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(number * 960));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), source);
        packet.AsSpan(12).Fill((byte)number);
        return packet;
    }

    /// <summary>An empty receiver report.</summary>
    public static byte[] Rtcp(uint source = 0x1234_5678)
    {
        byte[] packet = [0x80, 201, 0, 1, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), source);
        return packet;
    }
}

using System.Buffers.Binary;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Tests.Rtp;

/// <summary>Packets of a stream, as a sender makes them.</summary>
internal static class RtpPackets
{
    public const int OpusFrame = 960;

    /// <param name="number">Of the packet; its timestamp follows, unless given.</param>
    public static byte[] Of(int number, ReadOnlySpan<byte> payload, uint? timestamp = null, uint ssrc = 1, int type = 111)
    {
        var packet = new byte[RtpPacket.HeaderBytes + payload.Length];
        packet[0] = 0x80;
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), timestamp ?? (uint)(number * OpusFrame));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        payload.CopyTo(packet.AsSpan(RtpPacket.HeaderBytes));
        return packet;
    }
}

using System.Buffers.Binary;

namespace LocalVoice.Server.Http.Speech.Ogg;

/// <summary>Writes the pages of one logical Ogg stream (RFC 3533), each with whole packets only. One stream, one thread.</summary>
internal sealed class OggPages(uint serial)
{
    private const int HeaderBytes = 27;
    private const int LongestSegment = 255;
    private const byte First = 2;
    private const byte Last = 4;

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    private uint _next;

    /// <param name="packets">Together at most 255 segments: 65 025 bytes less one for each packet.</param>
    /// <param name="granule">Position after the last packet, as the codec counts it.</param>
    /// <param name="last">Whether the stream ends with the page.</param>
    public byte[] Write(IReadOnlyList<byte[]> packets, long granule, bool last = false)
    {
        byte[] segments = [.. packets.SelectMany(packet => Segments(packet.Length))];
        var page = new byte[HeaderBytes + segments.Length + packets.Sum(packet => packet.Length)];
        "OggS"u8.CopyTo(page);
        page[5] = (byte)((_next == 0 ? First : 0) | (last ? Last : 0));
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), _next++);
        page[26] = checked((byte)segments.Length);
        segments.CopyTo(page, HeaderBytes);
        var at = HeaderBytes + segments.Length;
        foreach (var packet in packets)
        {
            packet.CopyTo(page, at);
            at += packet.Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Checksum(page));
        return page;
    }

    /// <summary>A packet ends with the first segment that is not full.</summary>
    private static IEnumerable<byte> Segments(int length) =>
        Enumerable.Repeat((byte)LongestSegment, length / LongestSegment).Append((byte)(length % LongestSegment));

    private static uint Checksum(ReadOnlySpan<byte> page)
    {
        var crc = 0u;
        foreach (var octet in page)
        {
            crc = (crc << 8) ^ Crc[(crc >> 24) ^ octet];
        }

        return crc;
    }

    /// <summary>Polynomial 0x04c11db7, not reflected.</summary>
    private static uint CrcOf(int octet)
    {
        var crc = (uint)octet << 24;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x8000_0000) != 0 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
        }

        return crc;
    }
}

using System.Buffers.Binary;
using Concentus;

namespace LocalVoice.Server.Tests.Http.Speech;

/// <summary>Reads an Ogg Opus file strictly, page by page, and decodes it.</summary>
/// <param name="Samples">48 kHz, without what a player skips at the beginning and the end.</param>
internal sealed record OggReader(IReadOnlyList<OggReader.Page> Pages, float[] Samples)
{
    public double Seconds => Samples.Length / 48_000.0;

    /// <param name="Flags">2: the first; 4: the last.</param>
    internal sealed record Page(byte Flags, long Granule, uint Serial, uint Sequence, IReadOnlyList<byte[]> Packets);

    public static OggReader Read(byte[] file)
    {
        var pages = new List<Page>();
        for (var rest = file.AsSpan(); rest.Length > 0; )
        {
            pages.Add(ReadPage(rest, out var length));
            rest = rest[length..];
        }

        var packets = pages.SelectMany(page => page.Packets).ToList();
        Assert.Equal("OpusHead"u8, packets[0].AsSpan(0, 8));
        Assert.Equal("OpusTags"u8, packets[1].AsSpan(0, 8));
        int skip = BinaryPrimitives.ReadUInt16LittleEndian(packets[0].AsSpan(10));
        var samples = Decode(packets.Skip(2));
        return new(pages, samples[skip..(int)pages[^1].Granule]);
    }

    private static Page ReadPage(Span<byte> page, out int length)
    {
        Assert.Equal("OggS"u8, page[..4]);
        var table = page.Slice(27, page[26]);
        var sizes = new List<int> { 0 };
        foreach (var segment in table)
        {
            sizes[^1] += segment;
            if (segment < 255)
            {
                sizes.Add(0);
            }
        }

        Assert.Equal(0, sizes[^1]);
        sizes.RemoveAt(sizes.Count - 1);
        var at = 27 + table.Length;
        var packets = new List<byte[]>();
        foreach (var size in sizes)
        {
            packets.Add(page.Slice(at, size).ToArray());
            at += size;
        }

        length = at;
        Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(page[22..]), Checksum(page[..length]));
        return new(
            page[5],
            BinaryPrimitives.ReadInt64LittleEndian(page[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(page[14..]),
            BinaryPrimitives.ReadUInt32LittleEndian(page[18..]),
            packets
        );
    }

    /// <summary>Bit by bit, as RFC 3533 describes it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> page)
    {
        var crc = 0u;
        for (var i = 0; i < page.Length; i++)
        {
            crc ^= (uint)(i is >= 22 and < 26 ? 0 : page[i]) << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x8000_0000) != 0 ? 0x04c1_1db7u : 0);
            }
        }

        return crc;
    }

    private static float[] Decode(IEnumerable<byte[]> packets)
    {
        var decoder = OpusCodecFactory.CreateDecoder(48_000, 1);
        var frame = new float[5760];
        var samples = new List<float>();
        foreach (var packet in packets)
        {
            samples.AddRange(frame.AsSpan(0, decoder.Decode(packet, frame, frame.Length)));
        }

        return [.. samples];
    }
}

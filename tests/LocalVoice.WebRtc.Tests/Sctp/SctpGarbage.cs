using System.Buffers.Binary;
using System.Numerics;

namespace LocalVoice.WebRtc.Tests.Sctp;

/// <summary>Packets that no honest peer sends, made of those that one did; the same for the same seed.</summary>
internal sealed class SctpGarbage(int seed)
{
    private const int HeaderBytes = 12;
    private const int ChecksumOffset = 8;
    private const int MostChunkBytes = 400;

    /// <summary>Types that are not there to end an association; seven in eight made chunks are of them.</summary>
    private static readonly byte[] MildTypes = [4, 5, 9, 11, 12, 13, 0x80, 0x82, 0x82, 0x84, 0xc1];

    /// <summary>RFC 9260, 4895, 4820, 3758, 5061, 6525 and drafts; 17, 0x40 and 0xff are nobody's.</summary>
    private static readonly byte[] Types =
    [
        .. Enumerable.Range(0, 18).Select(type => (byte)type),
        0x40,
        0x81,
        0xc0,
        0xc2,
        0xff,
        .. MildTypes,
    ];

    private readonly Random _random = new(seed);

    /// <summary>Nothing that looks like SCTP, or a packet whose checksum or tag is wrong: to be dropped.</summary>
    public byte[] FromOutside(byte[] honest)
    {
        byte[] packet;
        if (_random.Next(2) == 0)
        {
            packet = new byte[_random.Next(1500)];
            _random.NextBytes(packet);
            return packet;
        }

        packet = Mutate(honest);
        packet[4 + _random.Next(4)] ^= (byte)(1 << _random.Next(8));
        return _random.Next(2) == 0 ? Sealed(packet) : packet;
    }

    /// <summary>What a hostile peer of the association itself can send: its tag and checksum are right.</summary>
    public byte[] FromInside(byte[] honest) =>
        Sealed(
            _random.Next(3) switch
            {
                0 => Mutate(honest),
                1 => [.. honest[..HeaderBytes], .. Chunk(), .. Chunk()],
                _ => [.. honest, .. new byte[-honest.Length & 3], .. Chunk()],
            }
        );

    private static byte[] Sealed(byte[] packet)
    {
        packet.AsSpan(ChecksumOffset, 4).Clear();
        var sum = uint.MaxValue;
        foreach (var value in packet)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(ChecksumOffset), ~sum);
        return packet;
    }

    private byte[] Mutate(byte[] honest)
    {
        var packet = honest.ToArray();
        for (var i = _random.Next(1, 6); i > 0 && packet.Length > HeaderBytes; i--)
        {
            packet[_random.Next(HeaderBytes, packet.Length)] = (byte)_random.Next(256);
        }

        return _random.Next(4) == 0 ? packet[.._random.Next(HeaderBytes, packet.Length + 1)] : packet;
    }

    private byte[] Chunk()
    {
        var chunk = new byte[4 * _random.Next(1, MostChunkBytes / 4)];
        _random.NextBytes(chunk);
        if (_random.Next(2) == 0)
        {
            // Small numbers are more often lengths and types that exist.
            for (var i = 4; i < chunk.Length; i++)
            {
                chunk[i] = (byte)_random.Next(_random.Next(1, 17));
            }
        }

        chunk[0] = _random.Next(8) == 0 ? Types[_random.Next(Types.Length)] : MildTypes[_random.Next(MildTypes.Length)];
        var length = _random.Next(5) == 0 ? _random.Next(65_536) : chunk.Length - _random.Next(4);
        BinaryPrimitives.WriteUInt16BigEndian(chunk.AsSpan(2), (ushort)length);
        return chunk;
    }
}

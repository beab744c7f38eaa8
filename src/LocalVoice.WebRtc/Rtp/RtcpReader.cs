using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Rtp;

/// <summary>Reads what is used of a compound RTCP packet; the rest is passed over.</summary>
/// <param name="packet">Read from its beginning to the first part that is malformed.</param>
public ref struct RtcpReader(ReadOnlySpan<byte> packet)
{
    private const int SenderBytes = 20;

    private ReadOnlySpan<byte> _rest = packet;
    private ReadOnlySpan<byte> _blocks;

    /// <summary>The report block read last.</summary>
    public ReceptionReport Report { get; private set; }

    /// <summary>The NTP time of the sender report that was read; null for none.</summary>
    public ulong? SentAt { get; private set; }

    /// <summary>Whether a source has left.</summary>
    public bool HasGoodbye { get; private set; }

    /// <summary>Reads to the next report block.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        while (true)
        {
            if (_blocks.Length >= RtcpWriter.BlockBytes)
            {
                Report = Block(_blocks);
                _blocks = _blocks[RtcpWriter.BlockBytes..];
                return true;
            }

            if (!ReadPart())
            {
                return false;
            }
        }
    }

    private bool ReadPart()
    {
        if (_rest.Length < sizeof(uint) || _rest[0] >> 6 != 2)
        {
            return false;
        }

        var length = (BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]) + 1) * sizeof(uint);
        if (length > _rest.Length)
        {
            return false;
        }

        var (count, type) = (_rest[0] & 0x1F, _rest[1]);
        var part = _rest[..length];
        _rest = _rest[length..];
        switch (type)
        {
            case RtcpWriter.SenderReport when length >= RtcpWriter.HeaderBytes + SenderBytes:
                SentAt = BinaryPrimitives.ReadUInt64BigEndian(part[RtcpWriter.HeaderBytes..]);
                _blocks = Blocks(part[(RtcpWriter.HeaderBytes + SenderBytes)..], count);
                break;
            case RtcpWriter.ReceiverReport when length >= RtcpWriter.HeaderBytes:
                _blocks = Blocks(part[RtcpWriter.HeaderBytes..], count);
                break;
            case RtcpWriter.Goodbye:
                HasGoodbye = true;
                break;
            default:
                break;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Blocks(ReadOnlySpan<byte> rest, int count) =>
        rest[..Math.Min(rest.Length, count * RtcpWriter.BlockBytes)];

    private static ReceptionReport Block(ReadOnlySpan<byte> block) =>
        new(
            BinaryPrimitives.ReadUInt32BigEndian(block),
            block[4],
            BinaryPrimitives.ReadInt32BigEndian(block[4..]) << 8 >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(block[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(block[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(block[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(block[20..])
        );
}

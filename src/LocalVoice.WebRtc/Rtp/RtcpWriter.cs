using System.Buffers.Binary;
using System.Text;

namespace LocalVoice.WebRtc.Rtp;

/// <summary>Writes compound RTCP packets (RFC 3550, section 6.1) one part after another. Not thread-safe.</summary>
public ref struct RtcpWriter(Span<byte> buffer)
{
    internal const int SenderReport = 200;
    internal const int ReceiverReport = 201;
    internal const int Description = 202;
    internal const int Goodbye = 203;
    internal const int HeaderBytes = 8;
    internal const int BlockBytes = 24;
    private const int CanonicalNameItem = 1;
    private const int SenderBytes = 20;

    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    /// <summary>Section 6.4.1.</summary>
    /// <param name="ntpTime">Of now, as <paramref name="timestamp"/> is.</param>
    public void WriteSenderReport(RtpStream stream, ulong ntpTime, uint timestamp, ReceptionReport? heard)
    {
        var part = Begin(SenderReport, heard is null ? 0 : 1, stream.Ssrc, SenderBytes + (heard is null ? 0 : BlockBytes));
        BinaryPrimitives.WriteUInt64BigEndian(part, ntpTime);
        BinaryPrimitives.WriteUInt32BigEndian(part[8..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(part[12..], stream.Packets);
        BinaryPrimitives.WriteUInt32BigEndian(part[16..], stream.PayloadBytes);
        WriteBlock(part[SenderBytes..], heard);
    }

    /// <summary>Section 6.4.2.</summary>
    public void WriteReceiverReport(uint ssrc, ReceptionReport? heard) =>
        WriteBlock(Begin(ReceiverReport, heard is null ? 0 : 1, ssrc, heard is null ? 0 : BlockBytes), heard);

    /// <summary>Section 6.5; every compound packet has one.</summary>
    public void WriteName(uint ssrc, string name)
    {
        // An item's end is a zero, and fills up to the next 32 bits.
        var length = Encoding.UTF8.GetByteCount(name);
        var items = (2 + length + sizeof(uint)) / sizeof(uint) * sizeof(uint);
        var part = Begin(Description, 1, ssrc, items);
        part.Clear();
        part[0] = CanonicalNameItem;
        part[1] = (byte)length;
        Encoding.UTF8.GetBytes(name, part[2..]);
    }

    /// <summary>Section 6.6.</summary>
    public void WriteGoodbye(uint ssrc) => Begin(Goodbye, 1, ssrc, 0);

    private Span<byte> Begin(int type, int count, uint ssrc, int bytes)
    {
        var part = _buffer.Slice(Length, HeaderBytes + bytes);
        part[0] = (byte)((2 << 6) | count);
        part[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(part[2..], (ushort)((part.Length / sizeof(uint)) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(part[4..], ssrc);
        Length += part.Length;
        return part[HeaderBytes..];
    }

    private static void WriteBlock(Span<byte> block, ReceptionReport? heard)
    {
        if (heard is not { } report)
        {
            return;
        }

        BinaryPrimitives.WriteUInt32BigEndian(block, report.Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(block[4..], (report.FractionLost << 24) | (report.Lost & 0xFF_FFFF));
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], report.Highest);
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], report.Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], report.LastReport);
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], report.SinceLastReport);
    }
}

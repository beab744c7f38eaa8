using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LocalVoice.WebRtc.DataChannels;

/// <summary>DATA_CHANNEL_OPEN (RFC 8832, section 5.1).</summary>
/// <param name="Label">UTF-8 of at most 65535 bytes; may be empty.</param>
/// <param name="Protocol">As the label.</param>
/// <param name="Reliability">0x00 reliable, 0x01 and 0x02 with limited retransmissions or time; 0x80 is added where unordered.</param>
/// <param name="ReliabilityParameter">Retransmissions, or milliseconds.</param>
internal sealed record ChannelOpen(string Label, string Protocol, byte Reliability = 0, uint ReliabilityParameter = 0)
{
    public const byte MessageType = 3;
    public const byte AcknowledgementType = 2;

    private const int HeaderBytes = 12;
    private const byte Unordered = 0x80;
    private const byte MostReliabilities = 2;

    /// <summary>WebRTC's "low" (RFC 8831, section 6.4), of which browsers send their default too.</summary>
    private const ushort Priority = 256;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> Acknowledgement => [AcknowledgementType];

    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out ChannelOpen? open)
    {
        open = null;
        if (message.Length < HeaderBytes || message[0] != MessageType || (message[1] & ~Unordered) > MostReliabilities)
        {
            return false;
        }

        int labelBytes = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        int protocolBytes = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        if (message.Length != HeaderBytes + labelBytes + protocolBytes)
        {
            return false;
        }

        try
        {
            open = new ChannelOpen(
                StrictUtf8.GetString(message.Slice(HeaderBytes, labelBytes)),
                StrictUtf8.GetString(message[(HeaderBytes + labelBytes)..]),
                message[1],
                BinaryPrimitives.ReadUInt32BigEndian(message[4..])
            );
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    public byte[] Write()
    {
        var label = Encoding.UTF8.GetBytes(Label);
        var protocol = Encoding.UTF8.GetBytes(Protocol);
        var message = new byte[HeaderBytes + label.Length + protocol.Length];
        message[0] = MessageType;
        message[1] = Reliability;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Priority);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), ReliabilityParameter);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(8), checked((ushort)label.Length));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), checked((ushort)protocol.Length));
        label.CopyTo(message, HeaderBytes);
        protocol.CopyTo(message, HeaderBytes + label.Length);
        return message;
    }
}

using System.Buffers;
using System.Buffers.Binary;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// A frame of Asterisk's AudioSocket (https://docs.asterisk.org/Configuration/Channel-Drivers/AudioSocket/): a byte of type, two of
/// the payload's length (big endian), the payload.
/// </summary>
/// <param name="Payload">Valid until the input is read on.</param>
internal readonly record struct AudioSocketFrame(byte Type, ReadOnlySequence<byte> Payload)
{
    public const byte HangUp = 0x00;
    public const byte Uuid = 0x01;
    public const byte Key = 0x03;

    /// <summary>16-bit little-endian samples at 8 kHz.</summary>
    public const byte Audio = 0x10;

    /// <summary>The last type of audio; those after <see cref="Audio"/> have other rates: 12 to 192 kHz.</summary>
    public const byte LastAudio = 0x18;

    public const byte Error = 0xFF;

    public const int HeadBytes = 3;
    public const int UuidBytes = 16;

    /// <summary>Takes a frame from the beginning of the input.</summary>
    /// <returns>False while it is not whole; nothing is taken then.</returns>
    public static bool TryRead(ref ReadOnlySequence<byte> input, out AudioSocketFrame frame)
    {
        frame = default;
        if (input.Length < HeadBytes)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        input.Slice(0, HeadBytes).CopyTo(head);
        var length = BinaryPrimitives.ReadUInt16BigEndian(head[1..]);
        if (input.Length < HeadBytes + length)
        {
            return false;
        }

        frame = new(head[0], input.Slice(HeadBytes, length));
        input = input.Slice(HeadBytes + length);
        return true;
    }

    /// <summary>Writes type and length.</summary>
    public static void WriteHead(Span<byte> bytes, byte type, int length)
    {
        bytes[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], (ushort)length);
    }
}

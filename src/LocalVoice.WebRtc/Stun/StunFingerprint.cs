using System.Buffers.Binary;

namespace LocalVoice.WebRtc.Stun;

/// <summary>The checksum that tells STUN from what else comes to a port (RFC 8489, section 14.7).</summary>
internal static class StunFingerprint
{
    private const uint Polynomial = 0xEDB88320;
    private const uint Mask = 0x5354554E;

    private static readonly uint[] Table = MakeTable();

    /// <param name="message">Its header's length counts the FINGERPRINT already.</param>
    /// <param name="at">Where the FINGERPRINT attribute begins.</param>
    public static uint Of(ReadOnlySpan<byte> message, int at)
    {
        var crc = uint.MaxValue;
        foreach (var octet in message[..at])
        {
            crc = Table[(byte)(crc ^ octet)] ^ (crc >> 8);
        }

        return ~crc ^ Mask;
    }

    /// <summary>Whether the FINGERPRINT attribute that begins there is the message's.</summary>
    public static bool IsAt(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]) == Of(message, at);

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            }

            table[i] = value;
        }

        return table;
    }
}

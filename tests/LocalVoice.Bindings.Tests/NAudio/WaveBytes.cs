using System.Buffers.Binary;
using System.Text;

namespace LocalVoice.Bindings.Tests.NAudio;

/// <summary>Builds WAV files byte by byte, independently of the writer under test.</summary>
internal static class WaveBytes
{
    public static MemoryStream File(ushort tag, int channels, int rate, int bits, byte[] samples, byte[]? extension = null, string? before = null)
    {
        var format = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        byte[] chunks =
        [
            .. before is null ? [] : Chunk(before, [1, 2, 3]),
            .. Chunk("fmt ", [.. format, .. extension ?? []]),
            .. Chunk("data", samples),
            .. Chunk("LIST", [1, 2, 3, 4]),
        ];
        return new MemoryStream([.. Chunk("RIFF", [.. "WAVE"u8, .. chunks])]);
    }

    /// <summary>The 24 bytes that follow a WAVE_FORMAT_EXTENSIBLE format; the sub-format begins with the real tag.</summary>
    public static byte[] Extension(byte tag, byte validBits) =>
        [22, 0, validBits, 0, 3, 0, 0, 0, tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static byte[] Chunk(string id, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. Encoding.ASCII.GetBytes(id), .. length, .. body, .. new byte[body.Length & 1]];
    }
}

using System.Buffers.Binary;

namespace LocalVoice.Testing.Audio;

/// <summary>WAV files of any kind, right or wrong.</summary>
public static class WaveBytes
{
    /// <param name="kind">Its format tag.</param>
    /// <param name="declared">What the header says of the samples' length; null: the truth.</param>
    public static byte[] Of(int kind, int bits, int rateHz, int channels, byte[] data, uint? declared = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var head = new byte[44];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), declared ?? (uint)(36 + data.Length));
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), (short)kind);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rateHz * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), (short)bits);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), declared ?? (uint)data.Length);
        return [.. head, .. data];
    }

    /// <summary>A file of RF64, which has its lengths in 64 bits: 16-bit mono at 16 kHz.</summary>
    public static byte[] Wide(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var plain = Of(1, 16, 16_000, 1, data, uint.MaxValue);
        var sizes = new byte[8 + 28];
        "ds64"u8.CopyTo(sizes);
        BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(4), 28);
        BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(8), plain.Length + sizes.Length - 8);
        BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(16), data.Length);
        "RF64"u8.CopyTo(plain);
        return [.. plain[..12], .. sizes, .. plain[12..]];
    }
}

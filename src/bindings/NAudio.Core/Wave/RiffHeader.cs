using System.Buffers.Binary;

namespace NAudio.Wave;

/// <summary>Finds the format and the samples of a WAV file (RIFF, Multimedia Programming Interface 1.0; WAVE_FORMAT_EXTENSIBLE).</summary>
internal sealed record RiffHeader(WaveFormat Format, long DataPosition, long DataLength)
{
    private const int ChunkHeaderBytes = 8;
    private const int FormatBytes = 16;
    private const int SubFormatAt = 24;
    private const int MaxFormatBytes = 4096;

    /// <exception cref="FormatException">The stream is no WAV file.</exception>
    public static RiffHeader Read(Stream stream)
    {
        Span<byte> riff = stackalloc byte[12];
        if (stream.ReadAtLeast(riff, riff.Length, throwOnEndOfStream: false) < riff.Length
            || !riff.StartsWith("RIFF"u8) || !riff[8..].SequenceEqual("WAVE"u8))
        {
            throw new FormatException("Not a WAVE file: it has no RIFF header.");
        }

        WaveFormat? format = null;
        Span<byte> chunk = stackalloc byte[ChunkHeaderBytes];
        while (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            var body = stream.Position;
            if (chunk.StartsWith("data"u8))
            {
                // Programs that write to a pipe do not know the length, and say 0 or 0xFFFFFFFF.
                var rest = stream.Length - body;
                return format is null
                    ? throw new FormatException("The samples come before the format.")
                    : new RiffHeader(format, body, length == 0 ? rest : Math.Min(length, rest));
            }

            if (chunk.StartsWith("fmt "u8))
            {
                format = ReadFormat(stream, length);
            }

            stream.Position = body + length + (length & 1);
        }

        throw new FormatException("The WAVE file has no samples.");
    }

    private static WaveFormat ReadFormat(Stream stream, uint length)
    {
        if (length is < FormatBytes or > MaxFormatBytes)
        {
            throw new FormatException($"The format chunk has {length} bytes.");
        }

        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new FormatException("The file ends within its format.");
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        var isExtensible = tag == (ushort)WaveFormatEncoding.Extensible && length >= SubFormatAt + 2;
        var encoding = (WaveFormatEncoding)(isExtensible ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(SubFormatAt)) : tag);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2));
        var rate = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(14));
        return channels > 0 && rate > 0
            ? new WaveFormat(encoding, rate, bits, channels)
            : throw new FormatException($"The format says {channels} channels at {rate} Hz.");
    }
}

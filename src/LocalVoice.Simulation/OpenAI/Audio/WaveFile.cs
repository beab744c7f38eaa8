using System.Buffers.Binary;

namespace LocalVoice.Simulation.OpenAI.Audio;

/// <summary>WAV files: RIFF, PCM of 16 bits.</summary>
internal static class WaveFile
{
    private const int ChunkHeadBytes = 8;

    /// <summary>The length of a WAV whose end is not known when it begins, as OpenAI streams it.</summary>
    private const uint Unknown = uint.MaxValue;

    /// <returns>Null where a length in it is wrong, or it is no such file.</returns>
    public static HeardAudio? Read(ReadOnlySpan<byte> file)
    {
        if (
            file.Length < 12
            || !file[..4].SequenceEqual("RIFF"u8)
            || !file[8..12].SequenceEqual("WAVE"u8)
            || BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) != file.Length - ChunkHeadBytes
        )
        {
            return null;
        }

        ReadOnlySpan<byte> format = default;
        for (var rest = file[12..]; rest.Length >= ChunkHeadBytes; )
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - ChunkHeadBytes)
            {
                return null;
            }

            var body = rest.Slice(ChunkHeadBytes, (int)length);
            if (rest[..4].SequenceEqual("fmt "u8))
            {
                format = body;
            }
            else if (rest[..4].SequenceEqual("data"u8))
            {
                return Samples(format, body);
            }

            rest = rest[Math.Min(rest.Length, ChunkHeadBytes + (int)length + ((int)length % 2))..];
        }

        return null;
    }

    public static byte[] StreamedHead(int sampleRateHz)
    {
        var head = new byte[44];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), Unknown);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), sampleRateHz * 2);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), 16);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), Unknown);
        return head;
    }

    private static HeardAudio? Samples(ReadOnlySpan<byte> format, ReadOnlySpan<byte> data)
    {
        if (format.Length < 16)
        {
            return null;
        }

        int channels = BinaryPrimitives.ReadInt16LittleEndian(format[2..]);
        var rateHz = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        var isPcm16 = BinaryPrimitives.ReadInt16LittleEndian(format) == 1 && BinaryPrimitives.ReadInt16LittleEndian(format[14..]) == 16;
        if (!isPcm16 || channels < 1 || rateHz < 1 || data.Length % (2 * channels) != 0)
        {
            return null;
        }

        var samples = new short[data.Length / 2 / channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(i * 2 * channels)..]);
        }

        return new(samples, rateHz);
    }
}

using System.Buffers.Binary;

namespace LocalVoice.Testing.Audio;

/// <summary>Reads the one kind of WAV that tests carry: 16-bit PCM, mono, 16 kHz.</summary>
public static class Pcm16Wave
{
    /// <exception cref="InvalidDataException">The file is of another kind.</exception>
    public static float[] Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        if (!file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            throw new InvalidDataException($"{path} is not a WAV file.");
        }

        for (var chunk = file[12..]; chunk.Length >= 8; )
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]);
            var body = chunk[8..];
            if (chunk.StartsWith("fmt "u8))
            {
                RequireMono16KilohertzPcm16(body, path);
            }
            else if (chunk.StartsWith("data"u8))
            {
                return ToFloats(body[..Math.Min(size, body.Length)]);
            }

            chunk = body[Math.Min(size + (size & 1), body.Length)..];
        }

        throw new InvalidDataException($"{path} has no samples.");
    }

    private static void RequireMono16KilohertzPcm16(ReadOnlySpan<byte> format, string path)
    {
        var (channels, rateHz, bits) = (
            BinaryPrimitives.ReadInt16LittleEndian(format[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(format[4..]),
            BinaryPrimitives.ReadInt16LittleEndian(format[14..])
        );
        if (channels != 1 || rateHz != 16_000 || bits != 16)
        {
            throw new InvalidDataException($"{path} is {channels} × {bits} bit at {rateHz} Hz, not mono 16 bit at 16000 Hz.");
        }
    }

    private static float[] ToFloats(ReadOnlySpan<byte> pcm)
    {
        var samples = new float[pcm.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(pcm[(2 * i)..]) / 32768f;
        }

        return samples;
    }
}

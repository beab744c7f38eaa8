using System.Buffers.Binary;

namespace LocalVoice.Audio;

/// <summary>Signed 16-bit little-endian samples.</summary>
public static class Pcm16
{
    /// <summary>Magnitude of the encoded value of −1.</summary>
    public const int FullScale = 32_768;

    /// <param name="samples">One per two bytes; −1…1.</param>
    public static void Decode(ReadOnlySpan<byte> encoded, Span<float> samples)
    {
        for (var i = 0; i < encoded.Length / 2; i++)
        {
            samples[i] = ToFloat(BinaryPrimitives.ReadInt16LittleEndian(encoded[(2 * i)..]));
        }
    }

    /// <returns>−1…1.</returns>
    public static float ToFloat(short sample) => sample / (float)FullScale;

    /// <summary>Rounds and clips.</summary>
    public static short FromFloat(float sample) => (short)Math.Clamp(MathF.Round(sample * 32767f), short.MinValue, short.MaxValue);

    /// <param name="samples">−1…1.</param>
    /// <param name="converted">One per sample.</param>
    public static void ToFloat(ReadOnlySpan<short> samples, Span<float> converted)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            converted[i] = ToFloat(samples[i]);
        }
    }

    /// <summary>Rounds and clips.</summary>
    /// <param name="converted">One per sample.</param>
    public static void FromFloat(ReadOnlySpan<float> samples, Span<short> converted)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            converted[i] = FromFloat(samples[i]);
        }
    }

    public static void Encode(ReadOnlySpan<short> samples, Span<byte> encoded)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(encoded[(2 * i)..], samples[i]);
        }
    }
}

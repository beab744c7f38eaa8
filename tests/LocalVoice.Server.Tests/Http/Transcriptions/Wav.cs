using System.Buffers.Binary;

namespace LocalVoice.Server.Tests.Http.Transcriptions;

/// <summary>WAV files as a test needs them.</summary>
internal static class Wav
{
    /// <summary>Of 16 bits.</summary>
    /// <param name="samples">Of each channel the same, −1…1.</param>
    public static byte[] Of(float[] samples, int rateHz = 16_000, int channels = 1) =>
        Of(
            1,
            16,
            rateHz,
            channels,
            [.. samples.SelectMany(sample => Enumerable.Repeat(Pcm16(sample), channels)).SelectMany(bytes => bytes)]
        );

    public static byte[] Of(int kind, int bits, int rateHz, int channels, byte[] data, uint? length = null)
    {
        var head = new byte[44];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), length ?? (uint)(36 + data.Length));
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), (short)kind);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rateHz * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), (short)bits);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), length ?? (uint)data.Length);
        return [.. head, .. data];
    }

    public static byte[] Pcm16(float sample) => BitConverter.GetBytes((short)(sample * 32767));

    /// <summary>A tone that the fake detector takes for speech, 16 kHz.</summary>
    public static float[] Speech(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 300 * i / 16_000))];

    public static float[] Silence(double seconds) => new float[(int)(seconds * 16_000)];
}

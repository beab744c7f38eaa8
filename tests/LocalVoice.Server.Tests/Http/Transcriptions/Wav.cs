using LocalVoice.Testing.Audio;

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

    public static byte[] Of(int kind, int bits, int rateHz, int channels, byte[] data, uint? length = null) =>
        WaveBytes.Of(kind, bits, rateHz, channels, data, length);

    public static byte[] Pcm16(float sample) => BitConverter.GetBytes((short)(sample * 32767));

    /// <summary>A tone that the fake detector takes for speech, 16 kHz.</summary>
    public static float[] Speech(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 300 * i / 16_000))];

    public static float[] Silence(double seconds) => new float[(int)(seconds * 16_000)];
}

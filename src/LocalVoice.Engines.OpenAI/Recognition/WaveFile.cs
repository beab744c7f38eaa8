using System.Buffers.Binary;
using LocalVoice.Audio;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>A WAV file of 16 kHz mono 16-bit PCM.</summary>
internal static class WaveFile
{
    /// <summary>25 MB, the largest file that OpenAI and Groq's free tier take (their speech-to-text guides, 2026).</summary>
    public const int MostBytes = 25 * 1000 * 1000;

    private const int HeaderBytes = 44;
    private const short Pcm = 1;
    private const short Mono = 1;

    public static long BytesOf(int samples) => HeaderBytes + (2L * samples);

    public static byte[] Of(ReadOnlySpan<byte> pcm)
    {
        var format = AudioFormat.Recognition;
        var file = new byte[HeaderBytes + pcm.Length];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], Mono);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], format.SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], format.SampleRateHz * format.BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)format.BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], (short)(8 * format.BytesPerSample));
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], pcm.Length);
        pcm.CopyTo(header[HeaderBytes..]);
        return file;
    }
}

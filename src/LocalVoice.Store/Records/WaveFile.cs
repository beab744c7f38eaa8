using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LocalVoice.Store.Records;

/// <summary>Writes WAV files of 16-bit mono samples (Microsoft, Multimedia Programming Interface 1.0, 1991: RIFF WAVE, PCM).</summary>
internal static class WaveFile
{
    private const int HeaderBytes = 44;

    public static byte[] Of(ReadOnlySpan<short> samples, int rateHz)
    {
        var data = samples.Length * sizeof(short);
        var file = new byte[HeaderBytes + data];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderBytes - 8 + data);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], rateHz * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], data);
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(header[HeaderBytes..]);
            return file;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(header[(HeaderBytes + 2 * i)..], samples[i]);
        }

        return file;
    }
}

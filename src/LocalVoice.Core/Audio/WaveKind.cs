using System.Buffers.Binary;
using LocalVoice.Audio;

namespace LocalVoice.Core.Audio;

/// <summary>How a WAV file writes a sample: integers of 8 to 32 bits, floats of 32 or 64, or G.711.</summary>
/// <param name="Bytes">Of a sample of one channel.</param>
public sealed record WaveKind(WaveEncoding Encoding, int Bytes)
{
    private const int ShortestFormat = 16;
    private const int SubFormatAt = 24;
    private const ushort Extensible = 0xFFFE;

    /// <summary>Kinds that need a decoder, by the tag that Microsoft gave them (<c>mmreg.h</c>).</summary>
    private static readonly Dictionary<ushort, string> Others = new()
    {
        [0x02] = "Microsoft ADPCM",
        [0x10] = "OKI ADPCM",
        [0x11] = "IMA ADPCM",
        [0x31] = "GSM 6.10",
        [0x40] = "G.721 ADPCM",
        [0x45] = "G.726 ADPCM",
        [0x50] = "MPEG audio",
        [0x55] = "MP3",
        [0x65] = "G.722",
        [0xFF] = "AAC",
        [0x2000] = "AC-3",
    };

    /// <param name="format">The <c>fmt </c> chunk.</param>
    /// <exception cref="InvalidDataException">It is too short, or has no such number of bits.</exception>
    /// <exception cref="NotSupportedException">It needs a decoder.</exception>
    internal static WaveKind Of(ReadOnlySpan<byte> format)
    {
        if (format.Length < ShortestFormat)
        {
            throw new InvalidDataException("has a 'fmt ' chunk that is cut short");
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        tag = tag == Extensible && format.Length >= SubFormatAt + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(format[SubFormatAt..]) : tag;
        return (tag, bits) switch
        {
            (1, 8 or 16 or 24 or 32) => new(WaveEncoding.Pcm, bits / 8),
            (3, 32 or 64) => new(WaveEncoding.IeeeFloat, bits / 8),
            (6, 8) => new(WaveEncoding.ALaw, 1),
            (7, 8) => new(WaveEncoding.MuLaw, 1),
            (1 or 3 or 6 or 7, _) => throw new InvalidDataException($"says that a sample has {bits} bits, which none of its kind has"),
            _ => throw new NotSupportedException(Others.GetValueOrDefault(tag, $"of the kind 0x{tag:X4}")),
        };
    }

    /// <summary>Reads samples as −1…1.</summary>
    /// <param name="encoded">Whole samples.</param>
    /// <param name="samples">One per sample.</param>
    public void Decode(ReadOnlySpan<byte> encoded, Span<float> samples)
    {
        for (var i = 0; i < encoded.Length / Bytes; i++)
        {
            samples[i] = Sample(encoded.Slice(i * Bytes, Bytes));
        }
    }

    private float Sample(ReadOnlySpan<byte> sample) =>
        (Encoding, Bytes) switch
        {
            (WaveEncoding.ALaw, _) => Pcm16.ToFloat(G711.DecodeALaw(sample[0])),
            (WaveEncoding.MuLaw, _) => Pcm16.ToFloat(G711.DecodeMuLaw(sample[0])),
            (WaveEncoding.IeeeFloat, 4) => Finite(BinaryPrimitives.ReadSingleLittleEndian(sample)),
            (WaveEncoding.IeeeFloat, _) => Finite((float)BinaryPrimitives.ReadDoubleLittleEndian(sample)),
            (_, 1) => (sample[0] - 128) / 128f,
            (_, 2) => Pcm16.ToFloat(BinaryPrimitives.ReadInt16LittleEndian(sample)),
            (_, 3) => ((sample[2] << 24) | (sample[1] << 16) | (sample[0] << 8)) / 2147483648f,
            _ => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
        };

    /// <summary>What is no number would spread through every filter.</summary>
    private static float Finite(float sample) => float.IsFinite(sample) ? sample : 0;
}

/// <summary>An encoding of samples in WAV files.</summary>
public enum WaveEncoding
{
    /// <summary>Integers: 8 bits without sign, others with, little-endian.</summary>
    Pcm,

    /// <summary>IEEE 754.</summary>
    IeeeFloat,

    /// <summary>G.711 A-law.</summary>
    ALaw,

    /// <summary>G.711 μ-law.</summary>
    MuLaw,
}

using System.Buffers.Binary;

namespace NAudio.Wave;

/// <summary>Decodes PCM and float.</summary>
internal sealed class DecodingSampleProvider : ISampleProvider
{
    private readonly IWaveProvider _source;
    private readonly int _bytesPerSample;
    private readonly Decoder _decode;
    private byte[] _buffer = [];

    public DecodingSampleProvider(IWaveProvider source)
    {
        _source = source;
        var format = source.WaveFormat;
        _bytesPerSample = format.BitsPerSample / 8;
        _decode = (format.Encoding, format.BitsPerSample) switch
        {
            (WaveFormatEncoding.Pcm, 8) => static bytes => (bytes[0] - 128) / 128f,
            (WaveFormatEncoding.Pcm, 16) => static bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
            (WaveFormatEncoding.Pcm, 24) => static bytes => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648f,
            (WaveFormatEncoding.Pcm, 32) => static bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
            (WaveFormatEncoding.IeeeFloat, 32) => BinaryPrimitives.ReadSingleLittleEndian,
            (WaveFormatEncoding.IeeeFloat, 64) => static bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => throw new ArgumentException($"Unsupported source encoding: {format.Encoding} with {format.BitsPerSample} bits.", nameof(source)),
        };
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(format.SampleRate, format.Channels);
    }

    private delegate float Decoder(ReadOnlySpan<byte> bytes);

    public WaveFormat WaveFormat { get; }

    public int Read(Span<float> buffer)
    {
        var wanted = buffer.Length * _bytesPerSample;
        if (_buffer.Length < wanted)
        {
            _buffer = new byte[wanted];
        }

        var samples = _source.Read(_buffer.AsSpan(0, wanted)) / _bytesPerSample;
        for (var i = 0; i < samples; i++)
        {
            buffer[i] = _decode(_buffer.AsSpan(i * _bytesPerSample, _bytesPerSample));
        }

        return samples;
    }
}

using System.Buffers.Binary;

namespace NAudio.Wave;

/// <summary>Writes a WAV file. Its lengths are written when it is disposed, which also closes the stream.</summary>
public class WaveFileWriter : Stream
{
    private const int HeaderBytes = 44;
    private const int ChunkOverhead = 8;
    private const int RiffLengthAt = 4;
    private const int DataLengthAt = 40;

    private readonly Stream _stream;
    private readonly long _start;
    private bool _disposed;

    public WaveFileWriter(string filename, WaveFormat format)
        : this(File.Create(filename), format)
    {
    }

    /// <param name="outStream">Seekable.</param>
    /// <param name="format">PCM with 16 bits, or 32-bit float.</param>
    public WaveFileWriter(Stream outStream, WaveFormat format)
    {
        ArgumentNullException.ThrowIfNull(outStream);
        ArgumentNullException.ThrowIfNull(format);
        if ((format.Encoding, format.BitsPerSample) is not ((WaveFormatEncoding.Pcm, 16) or (WaveFormatEncoding.IeeeFloat, 32)))
        {
            throw new ArgumentException($"{format.Encoding} with {format.BitsPerSample} bits is not written here.", nameof(format));
        }

        _stream = outStream;
        _start = outStream.Position;
        WaveFormat = format;
        _stream.Write(Header(format));
    }

    public WaveFormat WaveFormat { get; }

    /// <summary>Bytes of the samples so far.</summary>
    public override long Length => _stream.Position - _start - HeaderBytes;

    public TimeSpan TotalTime => TimeSpan.FromSeconds((double)Length / WaveFormat.AverageBytesPerSecond);

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A WAV file is written from its beginning to its end.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A WAV file that is written cannot be read.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A WAV file is written from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("The length is that of what is written.");

    public override void Write(byte[] data, int offset, int count) => Write(data.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> data) => _stream.Write(data);

    /// <param name="sample">−1…1; louder is clipped.</param>
    public void WriteSample(float sample)
    {
        if (WaveFormat.Encoding == WaveFormatEncoding.IeeeFloat)
        {
            Span<byte> bytes = stackalloc byte[sizeof(float)];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, sample);
            _stream.Write(bytes);
        }
        else
        {
            WriteSample16((short)MathF.Round(Math.Clamp(sample, -1f, 1f) * short.MaxValue));
        }
    }

    public void WriteSamples(float[] samples, int offset, int count)
    {
        foreach (var sample in samples.AsSpan(offset, count))
        {
            WriteSample(sample);
        }
    }

    public void WriteSamples(short[] samples, int offset, int count)
    {
        foreach (var sample in samples.AsSpan(offset, count))
        {
            if (WaveFormat.Encoding == WaveFormatEncoding.IeeeFloat)
            {
                WriteSample(sample / 32768f);
            }
            else
            {
                WriteSample16(sample);
            }
        }
    }

    public override void Flush() => _stream.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            WriteLengths();
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteSample16(short sample)
    {
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, sample);
        _stream.Write(bytes);
    }

    private static byte[] Header(WaveFormat format)
    {
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), (ushort)format.Encoding);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), (short)format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), format.AverageBytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), (short)format.BlockAlign);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), (short)format.BitsPerSample);
        "data"u8.CopyTo(header.AsSpan(36));
        return header;
    }

    private void WriteLengths()
    {
        var (end, length) = (_stream.Position, (uint)Length);
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, length + HeaderBytes - ChunkOverhead);
        _stream.Position = _start + RiffLengthAt;
        _stream.Write(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, length);
        _stream.Position = _start + DataLengthAt;
        _stream.Write(bytes);
        _stream.Position = end;
    }
}

namespace NAudio.Wave;

/// <summary>Reads the samples of a WAV file, still encoded.</summary>
public class WaveFileReader : WaveStream
{
    private readonly Stream _stream;
    private readonly bool _owns;
    private readonly RiffHeader _header;

    public WaveFileReader(string waveFile)
        : this(File.OpenRead(waveFile), owns: true)
    {
    }

    /// <param name="inputStream">Seekable; stays open.</param>
    /// <exception cref="FormatException">The stream is no WAV file.</exception>
    public WaveFileReader(Stream inputStream)
        : this(inputStream, owns: false)
    {
    }

    private WaveFileReader(Stream stream, bool owns)
    {
        _stream = stream;
        _owns = owns;
        try
        {
            _header = RiffHeader.Read(stream);
            _stream.Position = _header.DataPosition;
        }
        catch when (owns)
        {
            stream.Dispose();
            throw;
        }
    }

    public override WaveFormat WaveFormat => _header.Format;

    /// <summary>Bytes of the samples.</summary>
    public override long Length => _header.DataLength;

    /// <summary>Samples of one channel.</summary>
    public long SampleCount => Length / Math.Max(1, WaveFormat.BlockAlign);

    public override long Position
    {
        get => _stream.Position - _header.DataPosition;
        set => _stream.Position = _header.DataPosition + Math.Clamp(value, 0, Length);
    }

    public override int Read(Span<byte> buffer) =>
        Fill(buffer[..(int)Math.Min(buffer.Length, Length - Position)]);

    public override int Read(byte[] array, int offset, int count) => Read(array.AsSpan(offset, count));

    private int Fill(Span<byte> buffer) => _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _owns)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}

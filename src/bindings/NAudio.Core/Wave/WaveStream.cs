namespace NAudio.Wave;

/// <summary>Encoded audio that can be read from any position.</summary>
public abstract class WaveStream : Stream, IWaveProvider
{
    public abstract WaveFormat WaveFormat { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public virtual TimeSpan TotalTime => TimeSpan.FromSeconds((double)Length / WaveFormat.AverageBytesPerSecond);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long length) => throw new NotSupportedException("A WAV file that is read has a fixed length.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A WAV file that is read cannot be written.");
}

namespace NAudio.Wave;

/// <summary>How audio is encoded.</summary>
public class WaveFormat
{
    /// <summary>PCM.</summary>
    public WaveFormat(int rate, int bits, int channels)
        : this(WaveFormatEncoding.Pcm, rate, bits, channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
    }

    internal WaveFormat(WaveFormatEncoding encoding, int rate, int bits, int channels)
    {
        Encoding = encoding;
        SampleRate = rate;
        BitsPerSample = bits;
        Channels = channels;
    }

    public WaveFormatEncoding Encoding { get; }

    public int Channels { get; }

    /// <summary>Hz.</summary>
    public int SampleRate { get; }

    public int BitsPerSample { get; }

    public int AverageBytesPerSecond => SampleRate * BlockAlign;

    /// <summary>Bytes of one sample of all channels.</summary>
    public virtual int BlockAlign => Channels * (BitsPerSample / 8);

    public static WaveFormat CreateIeeeFloatWaveFormat(int sampleRate, int channels) =>
        new(WaveFormatEncoding.IeeeFloat, sampleRate, 32, channels);
}

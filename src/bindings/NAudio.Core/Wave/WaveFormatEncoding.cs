namespace NAudio.Wave;

/// <summary>The format tags of WAV files that are read or written here.</summary>
public enum WaveFormatEncoding : ushort
{
    Unknown = 0,
    Pcm = 1,
    IeeeFloat = 3,
    Extensible = 0xFFFE,
}

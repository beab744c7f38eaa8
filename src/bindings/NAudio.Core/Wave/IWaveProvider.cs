namespace NAudio.Wave;

/// <summary>A source of encoded audio.</summary>
public interface IWaveProvider
{
    WaveFormat WaveFormat { get; }

    /// <summary>Fills the buffer as far as there is audio; 0 at the end.</summary>
    int Read(Span<byte> buffer);
}

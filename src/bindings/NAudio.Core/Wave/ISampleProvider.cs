namespace NAudio.Wave;

/// <summary>A source of samples, −1…1, channels interleaved.</summary>
public interface ISampleProvider
{
    WaveFormat WaveFormat { get; }

    /// <summary>Fills the buffer as far as there are samples; 0 at the end.</summary>
    int Read(Span<float> buffer);
}

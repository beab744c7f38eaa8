namespace NAudio.Wave;

/// <summary>From bytes to samples.</summary>
public static class WaveExtensionMethods
{
    /// <exception cref="ArgumentException">The audio is neither PCM with 8, 16, 24 or 32 bits nor float with 32 or 64.</exception>
    public static ISampleProvider ToSampleProvider(this IWaveProvider waveProvider)
    {
        ArgumentNullException.ThrowIfNull(waveProvider);
        return new DecodingSampleProvider(waveProvider);
    }
}

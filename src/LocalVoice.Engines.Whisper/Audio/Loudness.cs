using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Whether 16 kHz audio was ever loud, told without reading it again. Not thread-safe.</summary>
/// <param name="dbfs">The level that a window of 20 ms must exceed.</param>
internal sealed class Loudness(double dbfs)
{
    private const int WindowSamples = 320;
    private readonly double _energy = Math.Pow(10, dbfs / 10) * WindowSamples;
    private double _sum;
    private int _samples;

    /// <summary>Whether any whole window so far was louder.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>The next samples, −1…1.</summary>
    public void Observe(ReadOnlySpan<float> samples)
    {
        while (!Exceeded && samples.Length > 0)
        {
            var count = Math.Min(samples.Length, WindowSamples - _samples);
            _sum += SoundLevel.MeanSquare(samples[..count]) * count;
            _samples += count;
            samples = samples[count..];
            if (_samples == WindowSamples)
            {
                Exceeded = _sum > _energy;
                (_sum, _samples) = (0, 0);
            }
        }
    }
}

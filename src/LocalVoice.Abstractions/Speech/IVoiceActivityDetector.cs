using LocalVoice.Engines;

namespace LocalVoice.Speech;

/// <summary>Creates detectors that share one model.</summary>
public interface IVoiceActivityDetectorFactory : IEngine
{
    /// <summary>Creates a detector with fresh state for one audio stream. The caller disposes it.</summary>
    IVoiceActivityDetector Create();
}

/// <summary>Speech probability per window. Stateful, for one stream and one thread; runs the model only, makes no decisions.</summary>
public interface IVoiceActivityDetector : IDisposable
{
    /// <summary>Samples per window at <see cref="SampleRateHz"/> (Silero: 512).</summary>
    int WindowSamples { get; }

    int SampleRateHz { get; }

    /// <summary>Speech probability, 0…1, of the stream's next window. Does not allocate.</summary>
    /// <param name="window">Exactly <see cref="WindowSamples"/> samples, −1…1.</param>
    /// <exception cref="ArgumentException">The window has another length.</exception>
    float Probability(ReadOnlySpan<float> window);

    /// <summary>Resets the state.</summary>
    void Reset();
}

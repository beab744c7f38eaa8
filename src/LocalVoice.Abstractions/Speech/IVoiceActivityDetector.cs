using LocalVoice.Engines;

namespace LocalVoice.Speech;

/// <summary>Makes detectors that share one model.</summary>
public interface IVoiceActivityDetectorFactory : IEngine
{
    /// <summary>A detector with a fresh state, for one stream of audio. The caller disposes it.</summary>
    IVoiceActivityDetector Create();
}

/// <summary>Tells how likely a window holds speech. Stateful, for one stream and one thread; model only, no decisions.</summary>
public interface IVoiceActivityDetector : IDisposable
{
    /// <summary>Samples per window at <see cref="SampleRateHz"/> (Silero: 512).</summary>
    int WindowSamples { get; }

    int SampleRateHz { get; }

    /// <summary>Probability of speech, 0…1, of the next window of the stream. Allocates nothing.</summary>
    /// <param name="window">Exactly <see cref="WindowSamples"/> samples, −1…1.</param>
    /// <exception cref="ArgumentException">The window has another length.</exception>
    float Probability(ReadOnlySpan<float> window);

    /// <summary>Forgets the stream so far.</summary>
    void Reset();
}

using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>Creates detectors that take whatever is loud for speech. Thread-safe.</summary>
public sealed class InstantVoiceActivityFactory(InstantOptions options) : IVoiceActivityDetectorFactory
{
    public EngineInfo Info { get; } = InstantEngine.Info("vad", "level");

    public IVoiceActivityDetector Create() => new InstantVoiceActivityDetector(options.ThresholdDbfs);

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

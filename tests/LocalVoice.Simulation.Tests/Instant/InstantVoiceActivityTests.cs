using LocalVoice.Engines.Conformance;
using LocalVoice.Simulation.Instant;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Simulation.Tests.Instant;

public sealed class InstantVoiceActivityTests : VoiceActivityConformance
{
    protected override IVoiceActivityDetectorFactory Factory { get; } = new InstantVoiceActivityFactory(new());

    protected override ReadOnlyMemory<float> Speech() => SpokenSamples.CapitalOfItaly.Samples;
}

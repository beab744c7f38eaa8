using LocalVoice.Engines.Conformance;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Silero.Tests;

public sealed class SileroConformanceTests(SileroFixture silero) : VoiceActivityConformance, IClassFixture<SileroFixture>
{
    protected override IVoiceActivityDetectorFactory Factory => silero.Factory;

    protected override ReadOnlyMemory<float> Speech() => SpokenSamples.CapitalOfItaly.Samples;
}

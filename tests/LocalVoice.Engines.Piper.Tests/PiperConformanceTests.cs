using LocalVoice.Engines.Conformance;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Piper.Tests;

public sealed class PiperConformanceTests(PiperFixture piper) : SynthesizerConformance, IClassFixture<PiperFixture>
{
    protected override ISpeechSynthesizer Synthesizer => piper.Synthesizer;
}

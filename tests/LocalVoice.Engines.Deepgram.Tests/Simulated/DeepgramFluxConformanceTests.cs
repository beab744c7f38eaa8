using LocalVoice.Engines.Conformance;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

public sealed class DeepgramFluxConformanceTests(FluxSampleServices services) : RecognizerConformance, IClassFixture<FluxSampleServices>
{
    protected override IStreamingRecognizer Recognizer => services.Recognizer;

    protected override IEnumerable<SpokenSample> Samples => SpokenSamples.All.Where(sample => sample.Language != "ca");
}

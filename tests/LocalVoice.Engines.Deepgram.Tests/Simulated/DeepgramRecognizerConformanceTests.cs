using LocalVoice.Engines.Conformance;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

public sealed class DeepgramRecognizerConformanceTests(SampleServices services) : RecognizerConformance, IClassFixture<SampleServices>
{
    protected override IStreamingRecognizer Recognizer => services.Recognizer;

    // The service's own.
    protected override TimeSpan InterimPeriod => TimeSpan.FromSeconds(1);
}

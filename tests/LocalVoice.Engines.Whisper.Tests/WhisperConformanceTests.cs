using LocalVoice.Engines.Conformance;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Tests;

public sealed class WhisperConformanceTests(StarterRecognizer starter) : RecognizerConformance, IClassFixture<StarterRecognizer>
{
    protected override IStreamingRecognizer Recognizer => starter.Recognizer;
}

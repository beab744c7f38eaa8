using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

public sealed class RecognizerConformanceTests : RecognizerConformance, IClassFixture<SimulatedSpeech>, IDisposable
{
    private readonly LoopbackConnections _connections = new();

    public RecognizerConformanceTests(SimulatedSpeech speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        Recognizer = new OpenAIRecognizer(
            new()
            {
                Url = speech.Service.Address,
                Key = SimulatedSpeech.Key,
                Interims = true,
                MinInterimPeriod = InterimPeriod,
                // A busy machine must not look like a slow service.
                ConnectTimeout = TimeSpan.FromMinutes(1),
                ResponseTimeout = TimeSpan.FromMinutes(2),
            },
            _connections,
            TimeProvider.System,
            new RecordedLog<OpenAIRecognizer>()
        );
    }

    protected override IStreamingRecognizer Recognizer { get; }

    public void Dispose() => _connections.Dispose();
}

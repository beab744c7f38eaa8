using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

public sealed class SynthesizerConformanceTests : SynthesizerConformance, IClassFixture<SimulatedSpeech>, IDisposable
{
    private readonly LoopbackConnections _connections = new();

    public SynthesizerConformanceTests(SimulatedSpeech speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        Synthesizer = new OpenAISynthesizer(
            new()
            {
                Url = speech.Service.Address,
                Key = SimulatedSpeech.Key,
                // A busy machine must not look like a slow service.
                ConnectTimeout = TimeSpan.FromMinutes(1),
                FirstAudioTimeout = TimeSpan.FromMinutes(2),
                StallTimeout = TimeSpan.FromMinutes(2),
            },
            _connections,
            TimeProvider.System,
            new RecordedLog<OpenAISynthesizer>()
        );
    }

    protected override ISpeechSynthesizer Synthesizer { get; }

    public void Dispose() => _connections.Dispose();
}

using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

public sealed class DeepgramSynthesizerConformanceTests : SynthesizerConformance, IAsyncLifetime
{
    private readonly TestConnections _connections = new();
    private SimulatedDeepgram? _service;
    private DeepgramSynthesizer? _synthesizer;

    protected override ISpeechSynthesizer Synthesizer => _synthesizer!;

    // As far as the service goes.
    protected override double Fast => 1.5;

    protected override double Slow => 0.7;

    public async ValueTask InitializeAsync()
    {
        _service = await SimulatedServices.StartAsync();
        _synthesizer = SimulatedServices.Synthesizer(_service, _connections);
    }

    public async ValueTask DisposeAsync()
    {
        _synthesizer?.Dispose();
        _connections.Dispose();
        await _service!.DisposeAsync();
    }
}

using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Live;

public sealed class LiveSynthesizerConformanceTests : SynthesizerConformance, IDisposable
{
    private readonly TestConnections _connections = new();
    private DeepgramSynthesizer? _synthesizer;

    protected override ISpeechSynthesizer Synthesizer =>
        _synthesizer ??= new(new() { Key = LiveKey.Require() }, _connections, TimeProvider.System, new RecordedLog<DeepgramSynthesizer>());

    protected override double Fast => 1.5;

    // What the service recommends for Spanish at the least: developers.deepgram.com/changelog/2026/5/4.
    protected override double Slow => 0.9;

    public void Dispose()
    {
        _synthesizer?.Dispose();
        _connections.Dispose();
    }
}

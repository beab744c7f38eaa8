using LocalVoice.Engines.Conformance;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Live;

public sealed class LiveRecognizerConformanceTests : RecognizerConformance, IDisposable
{
    private readonly TestConnections _connections = new();
    private DeepgramRecognizer? _recognizer;

    protected override IStreamingRecognizer Recognizer =>
        _recognizer ??= new(new() { Key = LiveKey.Require() }, _connections, TimeProvider.System, new RecordedLog<DeepgramRecognizer>());

    protected override TimeSpan InterimPeriod => TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_key_is_accepted()
    {
        using var recognizer = new DeepgramRecognizer(
            new() { Key = LiveKey.Require() },
            _connections,
            TimeProvider.System,
            new RecordedLog<DeepgramRecognizer>()
        );

        Assert.True(await recognizer.CheckAsync(CancellationToken.None) > TimeSpan.Zero);
    }

    public void Dispose()
    {
        _recognizer?.Dispose();
        _connections.Dispose();
    }
}

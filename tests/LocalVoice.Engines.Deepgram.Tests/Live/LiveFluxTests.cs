using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Live;

public sealed class LiveFluxTests : IDisposable
{
    private readonly TestConnections _connections = new();

    [Fact]
    public async Task A_sentence_is_heard_to_its_end()
    {
        using var recognizer = new DeepgramFluxRecognizer(
            new() { Key = LiveKey.Require() },
            _connections,
            TimeProvider.System,
            new RecordedLog<DeepgramFluxRecognizer>()
        );
        var sample = Testing.Audio.SpokenSamples.BookATable;
        await using var stream = (ITurnTakingStream)recognizer.OpenStream(RecognitionOptions.For(sample.Language));
        stream.Append(sample.Samples.Span);
        stream.Append(Testing.Audio.SpokenSamples.Silence(2));

        var heard = new List<HeardTurn>();
        while (heard is not [.., { Hearing: TurnHearing.Ended }])
        {
            heard.Add(await stream.Turns.ReadAsync());
        }

        Assert.Contains("mesa", heard[^1].Transcript.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _connections.Dispose();
}

using LocalVoice.Cli.Stages.Transcribe;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Cli.Tests.Stages;

public sealed class TranscriptionTests
{
    private readonly FakeRecognizer _recognizer = new();

    [Fact]
    public async Task Interims_stand_at_every_400_ms_that_understood_something()
    {
        _recognizer.Interims.Then(null, new InterimTranscript("hola", " qué"), null);
        _recognizer.Finals.Then("Hola, ¿qué tal?");

        var transcript = await Transcription.OfAsync(_recognizer, new float[20_000], "es", CancellationToken.None);

        Assert.Equal([new InterimEntry(800, "hola qué")], transcript.Interims);
        Assert.Equal("Hola, ¿qué tal?", transcript.Final.Text);
    }

    [Fact]
    public async Task Stream_is_closed_afterwards()
    {
        await Transcription.OfAsync(_recognizer, new float[1600], "es", CancellationToken.None);

        Assert.Equal(1, _recognizer.StreamsClosed.Count);
    }
}

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

    [Fact]
    public async Task A_long_recording_is_cut_at_its_pauses()
    {
        _recognizer.Finals.Then("Uno.", "", "Dos.");
        _recognizer.Interims.Then(new InterimTranscript("u", ""));
        float[] samples = [.. Enumerable.Range(0, 3).SelectMany(_ => (float[])[.. Enumerable.Repeat(0.5f, 160_000), .. new float[32_000]])];

        var transcript = await Transcription.OfAsync(
            _recognizer,
            () => new FakeVoiceActivityDetectorFactory(),
            samples,
            "es",
            CancellationToken.None
        );

        Assert.Equal("Uno. Dos.", transcript.Final.Text);
        Assert.Equal(3, _recognizer.Streams.Count);
        Assert.InRange(transcript.Interims[^1].TMs, 33_000, 34_500);
    }

    [Fact]
    public async Task A_short_recording_needs_no_detector()
    {
        _recognizer.Finals.Then("Uno.");

        var transcript = await Transcription.OfAsync(
            _recognizer,
            () => throw new InvalidOperationException("loaded"),
            new float[16_000],
            "es",
            CancellationToken.None
        );

        Assert.Equal("Uno.", transcript.Final.Text);
    }
}

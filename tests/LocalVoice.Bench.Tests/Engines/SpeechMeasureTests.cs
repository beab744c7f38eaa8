using LocalVoice.Bench.Engines;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Bench.Tests.Engines;

public sealed class SpeechMeasureTests
{
    private readonly BenchSpeech _speech = BenchSpeech.Of(new Recording(new short[] { 1, 2, 3 }, 16_000));
    private readonly Repetitions _twice = new(WarmUps: 1, Count: 2);

    [Fact]
    public void Speech_is_repeated_as_long_as_it_takes() =>
        Assert.Equal([1, 2, 3, 1, 2, 3, 1], _speech.LastingSamples(7).ToArray().Select(sample => (int)(sample * 32768)));

    [Fact]
    public void Recording_without_samples_is_refused() =>
        Assert.Throws<ClientException>(() => BenchSpeech.Of(new Recording(ReadOnlyMemory<short>.Empty, 16_000)));

    [Fact]
    public async Task Detector_is_timed_window_by_window()
    {
        var detectors = new FakeVoiceActivityDetectorFactory();

        var figure = Assert.Single(await new DetectorMeasure(detectors, _speech, _twice, new TickingTime()).MeasureAsync(default));

        Assert.Equal((200, 1000.0, "µs"), (figure.Values.Count, figure.Values.P50, figure.Unit));
        Assert.True(Assert.Single(detectors.Created).Disposed);
    }

    [Fact]
    public async Task Recognizer_hears_each_length_anew_every_time()
    {
        var recognizer = new FakeRecognizer();

        var figures = await new RecognizerMeasure(recognizer, _speech, "es", [2, 0.5], _twice, new TickingTime()).MeasureAsync(default);

        Assert.Equal(["final transcript of 2 s", "final transcript of 0.5 s"], figures.Select(figure => figure.Measure));
        Assert.All(figures, figure => Assert.Equal((2, 1.0), (figure.Values.Count, figure.Values.P95)));
        Assert.Equal([2, 2, 2, 0.5, 0.5, 0.5], recognizer.Streams.Select(stream => stream.LastDecoded.TotalSeconds));
        Assert.All(recognizer.Streams, stream => Assert.True(stream.Closed));
    }

    [Fact]
    public async Task Synthesizer_s_first_audio_is_before_the_whole_clause()
    {
        var synthesizer = new FakeSynthesizer(22_050);

        var figures = await new SynthesizerMeasure(synthesizer, new SynthesisRequest("Hola", "es"), _twice, new TickingTime()).MeasureAsync(
            default
        );

        Assert.Equal([1.0, 2.0, 100.0], figures.Select(figure => figure.Values.P50 ?? 0));
        Assert.Equal(3, synthesizer.Requests.Count);
    }
}

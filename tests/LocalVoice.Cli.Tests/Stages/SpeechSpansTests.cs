using LocalVoice.Cli.Stages.Vad;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Tests.Stages;

public sealed class SpeechSpansTests
{
    [Fact]
    public void Span_begins_at_the_start_threshold_and_ends_below_the_stop_threshold()
    {
        var found = Of(0.1f, 0.5f, 0.4f, 0.36f, 0.34f, 0.4f);

        Assert.Equal([new VadSpan(32, 128)], found.Spans);
    }

    [Fact]
    public void Speech_up_to_the_end_is_closed_there() => Assert.Equal([new VadSpan(0, 64)], Of(0.9f, 0.9f).Spans);

    [Fact]
    public void Every_window_has_its_probability() => Assert.Equal([0.25f, 0.75f], Of(0.25f, 0.75f).Probabilities);

    private static VadDocument Of(params float[] probabilities)
    {
        using var detector = new ScriptedDetector(probabilities);
        return SpeechSpans.Of(detector, new float[(probabilities.Length * 512) - 100]);
    }

    private sealed class ScriptedDetector(float[] probabilities) : IVoiceActivityDetector
    {
        private int _next;

        public int WindowSamples => 512;

        public int SampleRateHz => 16_000;

        public float Probability(ReadOnlySpan<float> window) => probabilities[_next++];

        public void Reset() => _next = 0;

        public void Dispose()
        {
        }
    }
}

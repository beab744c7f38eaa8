using LocalVoice.Cli.Stages.Vad;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Tests.Stages;

public sealed class SpeechSpansTests
{
    [Fact]
    public void Span_begins_at_the_start_threshold_and_ends_below_the_stop_threshold()
    {
        var span = Assert.Single(Of(0.1f, 0.5f, 0.4f, 0.36f, 0.34f, 0.4f).Spans);

        Assert.Equal((32, 128), (span.StartMs, span.EndMs));
    }

    [Fact]
    public void Speech_up_to_the_end_is_closed_there() => Assert.Equal(96, Assert.Single(Of(0.9f, 0.9f, 0.9f).Spans).EndMs);

    [Fact]
    public void A_gap_of_less_than_100_ms_does_not_part_a_span() =>
        Assert.Equal((0, 160), Assert.Single(Of(0.9f, 0.9f, 0.1f, 0.9f, 0.9f).Spans) is var span ? (span.StartMs, span.EndMs) : default);

    [Fact]
    public void A_longer_gap_parts_it() => Assert.Equal(2, Of(0.9f, 0.9f, 0.9f, 0.1f, 0.1f, 0.1f, 0.1f, 0.9f, 0.9f, 0.9f).Spans.Count);

    [Fact]
    public void What_is_shorter_than_speech_can_be_is_no_span() => Assert.Empty(Of(0.9f, 0.9f, 0.1f).Spans);

    [Fact]
    public void The_last_voiced_moment_is_where_the_level_fell_while_the_detector_still_heard_speech()
    {
        using var detector = new ScriptedDetector([0.9f, 0.9f, 0.9f, 0.9f, 0.1f]);
        var samples = new float[5 * 512];
        samples.AsSpan(0, 3 * 512).Fill(0.2f);

        var span = Assert.Single(SpeechSpans.Of(detector, samples).Spans);

        Assert.Equal((128, 96), (span.EndMs, span.LastVoicedMs));
    }

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

        public void Dispose() { }
    }
}

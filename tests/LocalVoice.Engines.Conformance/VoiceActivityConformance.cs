using LocalVoice.Speech;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Memory;
using Xunit;

namespace LocalVoice.Engines.Conformance;

/// <summary>What every voice activity detector promises. A derived suite supplies the factory and a few seconds of speech.</summary>
public abstract class VoiceActivityConformance
{
    /// <summary>The factory under test. Skips where its model is missing.</summary>
    protected abstract IVoiceActivityDetectorFactory Factory { get; }

    /// <summary>A person or voice speaking, at the detector's rate, −1…1; at least two seconds.</summary>
    protected abstract ReadOnlyMemory<float> Speech();

    [Fact]
    public void Names_itself_as_the_stage_vad()
    {
        Assert.Equal("vad", Factory.Info.Stage);
        Assert.NotEmpty(Factory.Info.Package);
    }

    [Fact]
    public async Task Warms_up() => await Factory.WarmUpAsync(CancellationToken.None);

    [Fact]
    public void Every_probability_lies_between_zero_and_one()
    {
        using var detector = Factory.Create();
        Assert.All(Probabilities(detector, Speech().Span), probability => Assert.InRange(probability, 0f, 1f));
    }

    [Fact]
    public void Speech_is_likelier_than_digital_silence()
    {
        using var detector = Factory.Create();
        var speech = Probabilities(detector, Speech().Span).Max();
        detector.Reset();
        var silence = Probabilities(detector, new float[20 * detector.WindowSamples]).Max();
        Assert.True(speech > 0.5f && silence < 0.35f, $"speech {speech}, silence {silence}");
    }

    [Fact]
    public void Reset_forgets_the_stream()
    {
        using var detector = Factory.Create();
        var first = Probabilities(detector, Speech().Span);
        detector.Reset();
        Assert.Equal(first, Probabilities(detector, Speech().Span));
    }

    [Fact]
    public void Streams_do_not_hear_each_other()
    {
        using var alone = Factory.Create();
        var expected = Probabilities(alone, Speech().Span);
        using var detector = Factory.Create();
        using var neighbour = Factory.Create();
        var noise = SpokenSamples.Noise(seconds: 1).AsMemory(0, detector.WindowSamples);
        var actual = Windows(detector, Speech())
            .Select(window =>
            {
                neighbour.Probability(noise.Span);
                return detector.Probability(window.Span);
            });
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Streams_run_side_by_side_with_the_same_result()
    {
        using var alone = Factory.Create();
        var expected = Probabilities(alone, Speech().Span);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        using var detector = Factory.Create();
                        return Probabilities(detector, Speech().Span);
                    })
                )
        );
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_window_of_another_length_is_refused(int excess)
    {
        using var detector = Factory.Create();
        var window = new float[detector.WindowSamples + excess];
        Assert.Throws<ArgumentException>(() => detector.Probability(window));
    }

    [Fact]
    public void A_window_allocates_nothing()
    {
        using var detector = Factory.Create();
        var window = Speech()[..detector.WindowSamples];

        Assert.Equal(0, Allocations.Of(50, () => detector.Probability(window.Span)));
    }

    private static float[] Probabilities(IVoiceActivityDetector detector, ReadOnlySpan<float> audio)
    {
        var probabilities = new float[audio.Length / detector.WindowSamples];
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = detector.Probability(audio.Slice(i * detector.WindowSamples, detector.WindowSamples));
        }

        return probabilities;
    }

    private static IEnumerable<ReadOnlyMemory<float>> Windows(IVoiceActivityDetector detector, ReadOnlyMemory<float> audio) =>
        Enumerable
            .Range(0, audio.Length / detector.WindowSamples)
            .Select(i => audio.Slice(i * detector.WindowSamples, detector.WindowSamples));
}

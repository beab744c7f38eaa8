using LocalVoice.Engines.SmartTurn.Features;
using LocalVoice.Testing.Memory;

namespace LocalVoice.Engines.SmartTurn.Tests.Features;

public sealed class LogMelFeaturesTests
{
    private readonly LogMelFeatures _extractor = new();

    [Theory]
    [InlineData(1), InlineData(399), InlineData(16_000), InlineData(16_077), InlineData(126_000), InlineData(127_999)]
    public void What_a_shorter_utterance_lacks_is_silence_in_front(int samples)
    {
        var utterance = Noise(samples);
        var padded = new float[FeatureShape.Samples];
        utterance.CopyTo(padded, padded.Length - samples);

        AssertEqual(Features(padded), Features(utterance), 1e-5);
    }

    [Fact]
    public void Of_a_longer_utterance_the_last_8_s_count()
    {
        var longer = Noise(FeatureShape.Samples + 12_345);

        AssertEqual(Features(longer[12_345..]), Features(longer), 0);
    }

    [Fact]
    public void An_utterance_leaves_nothing_behind_for_the_next()
    {
        var utterance = Noise(20_000);
        var expected = Features(utterance);

        _ = Features(Noise(FeatureShape.Samples));

        AssertEqual(expected, Features(utterance), 0);
    }

    [Fact]
    public void Silence_lies_at_the_lower_limit()
    {
        // log10(1e-10) = −10, shifted by 4 and scaled by ¼.
        Assert.All(Features([]), value => Assert.Equal(-1.5f, value));
    }

    [Theory]
    [InlineData(0.1f, 0), InlineData(0.5f, 0.3f)]
    public void Loudness_and_an_offset_do_not_count(float factor, float offset)
    {
        var utterance = Noise(FeatureShape.Samples);

        AssertEqual(Features(utterance), Features([.. utterance.Select(sample => (sample * factor) + offset)]), 2e-3);
    }

    [Theory]
    [InlineData(200), InlineData(1000), InlineData(3700)]
    public void A_tone_is_loudest_in_the_band_around_it(double hz)
    {
        var tone = Enumerable.Range(0, FeatureShape.Samples).Select(i => (float)Math.Sin(Math.Tau * hz * i / FeatureShape.SampleRateHz));

        var features = Features([.. tone]);

        var frame = Enumerable.Range(0, FeatureShape.Bands).Select(band => features[(band * FeatureShape.Frames) + 400]).ToList();
        Assert.InRange(frame.IndexOf(frame.Max()), BandOf(hz) - 1, BandOf(hz) + 1);
    }

    [Fact]
    public void Once_warm_it_allocates_nothing()
    {
        var (utterance, features) = (Noise(20_000), new float[FeatureShape.Bands * FeatureShape.Frames]);

        Assert.Equal(0, Allocations.Of(3, () => _extractor.Write(utterance, features)));
    }

    /// <summary>By the mel scale's definition.</summary>
    private static int BandOf(double hz)
    {
        var mels = Mels(hz) / (Mels(8000) / (FeatureShape.Bands + 1));
        return (int)Math.Round(mels) - 1;

        static double Mels(double hz) => hz < 1000 ? hz * 3 / 200 : 15 + (27 * Math.Log(hz / 1000) / Math.Log(6.4));
    }

    private float[] Features(float[] samples)
    {
        var features = new float[FeatureShape.Bands * FeatureShape.Frames];
        _extractor.Write(samples, features);
        return features;
    }

    private static float[] Noise(int samples)
    {
        var random = new Random(samples);
        return [.. Enumerable.Range(0, samples).Select(_ => (float)(random.NextDouble() - 0.5) / 5)];
    }

    private static void AssertEqual(float[] expected, float[] actual, double tolerance) =>
        Assert.Equal(0, expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), tolerance);
}

using LocalVoice.Engines.SmartTurn.Features;

namespace LocalVoice.Engines.SmartTurn.Tests.Features;

/// <summary>Against the features that Hugging Face's extractor computed in double precision.</summary>
public sealed class LogMelGoldenTests
{
    // A band at the lower limit takes a float's rounding of the loudest; the golden values have five digits.
    private const double Tolerance = 2e-4;

    [Fact]
    public void Features_of_people_equal_the_reference()
    {
        var extractor = new LogMelFeatures();
        var features = new float[FeatureShape.Bands * FeatureShape.Frames];
        Assert.All(
            GoldenUtterance.All(),
            utterance =>
            {
                extractor.Write(utterance.Samples(), features);

                var mean = features.Average(value => (double)value);
                Assert.Equal(utterance.Features.Mean, mean, Tolerance);
                Assert.Equal(utterance.Features.Std, Math.Sqrt(features.Average(value => (value - mean) * (value - mean))), Tolerance);
                AssertEqual(utterance.Features.Row0Last8, Last(features, 0, utterance.Features.Row0Last8.Length));
                AssertEqual(utterance.Features.Row40Last8, Last(features, 40, utterance.Features.Row40Last8.Length));
            }
        );
    }

    private static float[] Last(float[] features, int band, int frames) =>
        features[((band + 1) * FeatureShape.Frames - frames)..((band + 1) * FeatureShape.Frames)];

    private static void AssertEqual(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
}

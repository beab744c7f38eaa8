using System.Numerics;
using LocalVoice.Engines.SmartTurn.Features;

namespace LocalVoice.Engines.SmartTurn.Tests.Features;

public sealed class FourierTransformTests
{
    [Fact]
    public void Every_lane_is_the_transform_of_its_own_values()
    {
        var random = new Random(7);
        var signals = Enumerable
            .Range(0, Vector<float>.Count)
            .Select(_ => Enumerable.Range(0, FourierTransform.Size).Select(_ => new Complex(Value(), Value())).ToArray())
            .ToArray();
        var transform = new FourierTransform();
        for (var i = 0; i < FourierTransform.Size; i++)
        {
            transform.Values[i] = new(Lanes(lane => signals[lane][i].Real), Lanes(lane => signals[lane][i].Imaginary));
        }

        transform.Run();

        for (var lane = 0; lane < signals.Length; lane++)
        {
            for (var bin = 0; bin < FourierTransform.Size; bin++)
            {
                var expected = Defined(signals[lane], bin);
                var actual = transform.Values[bin];
                Assert.Equal(expected.Real, actual.Re[lane], 1e-4);
                Assert.Equal(expected.Imaginary, actual.Im[lane], 1e-4);
            }
        }

        double Value() => random.NextDouble() - 0.5;
    }

    private static Vector<float> Lanes(Func<int, double> value) =>
        new([.. Enumerable.Range(0, Vector<float>.Count).Select(lane => (float)value(lane))]);

    private static Complex Defined(Complex[] values, int bin) =>
        values
            .Select((value, i) => value * Complex.FromPolarCoordinates(1, -Math.Tau * i * bin / values.Length))
            .Aggregate(Complex.Zero, (sum, term) => sum + term);
}

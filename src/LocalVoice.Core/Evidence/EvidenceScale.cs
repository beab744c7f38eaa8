namespace LocalVoice.Core.Evidence;

/// <summary>
/// What a model's probability is worth: log odds = offset + slope · log(probability), fitted to utterances of which it is known
/// whether they are whole (Platt's scaling). Two models that know the same tell it by very different numbers. Immutable.
/// </summary>
/// <param name="Offset">Log odds at probability 1.</param>
/// <param name="Slope">Above 0.</param>
public sealed record EvidenceScale(double Offset, double Slope)
{
    // One kind of evidence never decides alone.
    private const double Most = 3;
    private const double Least = 1e-6;
    private const double Ridge = 1;
    private const int Iterations = 50;

    /// <summary>
    /// Of a model of the sound: a weak voice among others. Smart Turn 3.2 passes nearly all ends of recordings of people, and tells
    /// nothing of a synthetic voice's.
    /// </summary>
    public static EvidenceScale OfSound { get; } = new(0.8, 0.5);

    public double LogOdds(double probability) => Math.Clamp(Offset + (Slope * Log(probability)), -Most, Most);

    /// <summary>Fits by logistic regression with a little ridge on the slope (Newton's method).</summary>
    /// <param name="whole">Probabilities of utterances that are whole; at least one.</param>
    /// <param name="beginnings">Of beginnings of utterances; at least one. Both kinds weigh the same, however many there are.</param>
    /// <returns>Null when higher probabilities do not mean more: the model tells nothing.</returns>
    public static EvidenceScale? Fit(IReadOnlyCollection<double> whole, IReadOnlyCollection<double> beginnings)
    {
        var (offset, slope) = (0.0, 0.0);
        (double X, double Y, double Weight)[] samples =
        [
            .. whole.Select(p => (Log(p), 1.0, 1.0 / whole.Count)),
            .. beginnings.Select(p => (Log(p), 0.0, 1.0 / beginnings.Count)),
        ];
        var scale = samples.Length / 2.0;
        for (var i = 0; i < Iterations; i++)
        {
            double g0 = 0,
                g1 = -Ridge * slope,
                h00 = 1e-9,
                h01 = 0,
                h11 = Ridge;
            foreach (var (x, y, weight) in samples)
            {
                var p = 1 / (1 + Math.Exp(-(offset + (slope * x))));
                var (error, curve) = (scale * weight * (y - p), scale * weight * p * (1 - p));
                (g0, g1) = (g0 + error, g1 + (error * x));
                (h00, h01, h11) = (h00 + curve, h01 + (curve * x), h11 + (curve * x * x));
            }

            var determinant = (h00 * h11) - (h01 * h01);
            offset += ((h11 * g0) - (h01 * g1)) / determinant;
            slope += ((h00 * g1) - (h01 * g0)) / determinant;
        }

        return slope > 0 ? new(offset, slope) : null;
    }

    private static double Log(double probability) => Math.Log(Math.Max(probability, Least));
}

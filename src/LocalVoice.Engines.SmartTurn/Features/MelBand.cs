using System.Numerics;

namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>
/// A triangular filter of unit area on Slaney's mel scale (Auditory Toolbox): linear below 1 kHz, logarithmic above.
/// </summary>
internal sealed class MelBand
{
    private const double LinearMelsPerHz = 3.0 / 200;
    private const double BreakHz = 1000;
    private const double BreakMels = BreakHz * LinearMelsPerHz;
    private const double HzPerBin = (double)FeatureShape.SampleRateHz / FeatureShape.FrameSamples;

    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly int _firstBin;
    private readonly float[] _weights;

    private MelBand(double lowHz, double peakHz, double highHz)
    {
        _firstBin = (int)Math.Floor(lowHz / HzPerBin) + 1;
        _weights = [.. Enumerable.Range(_firstBin, (int)Math.Ceiling(highHz / HzPerBin) - _firstBin).Select(Weight)];

        float Weight(int bin)
        {
            var hz = bin * HzPerBin;
            var height = Math.Min((hz - lowHz) / (peakHz - lowHz), (highHz - hz) / (highHz - peakHz));
            return (float)(height * 2 / (highHz - lowHz));
        }
    }

    /// <summary>The bands from 0 Hz to half the sample rate, each reaching from its neighbour's peak to the other's.</summary>
    public static IReadOnlyList<MelBand> All { get; } =
    [.. Enumerable.Range(0, FeatureShape.Bands).Select(i => new MelBand(Hz(i), Hz(i + 1), Hz(i + 2)))];

    public Vector<float> Energy(ReadOnlySpan<Vector<float>> power)
    {
        var energy = Vector<float>.Zero;
        for (var i = 0; i < _weights.Length; i++)
        {
            energy += power[_firstBin + i] * _weights[i];
        }

        return energy;
    }

    /// <param name="edge">0 to the number of bands + 1.</param>
    private static double Hz(int edge)
    {
        var highest = BreakMels + (Math.Log(FeatureShape.SampleRateHz / 2 / BreakHz) / LogStep);
        var mels = highest * edge / (FeatureShape.Bands + 1);
        return mels < BreakMels ? mels / LinearMelsPerHz : BreakHz * Math.Exp(LogStep * (mels - BreakMels));
    }
}

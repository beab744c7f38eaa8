using System.Collections.Concurrent;
using System.Numerics;

namespace LocalVoice.Core.Audio;

/// <summary>
/// Taps of a rational resampler, one row per output phase. Source: Smith, "Digital Audio Resampling" (windowed sinc
/// interpolation), Kaiser window. β = 8 gives about 81 dB of stop band by Kaiser's formula β = 0.1102 · (A − 8.7);
/// the number of lobes and the pass band were chosen by trial, not measured.
/// </summary>
internal sealed class PolyphaseFilter
{
    private const int HalfLobes = 16;
    private const double Beta = 8;
    private const double PassBand = 0.92;
    private static readonly ConcurrentDictionary<(int Up, int Down), PolyphaseFilter> Shared = new();

    private readonly float[][] _phases;

    private PolyphaseFilter(int up, int down)
    {
        var cutoff = Math.Min(1.0, (double)up / down) * PassBand;
        var half = (int)Math.Ceiling(HalfLobes / Math.Min(1.0, (double)up / down));
        Before = half - 1;
        Taps = half * 2;
        _phases = [.. Enumerable.Range(0, up).Select(phase => Row((double)phase / up, cutoff, half))];
    }

    /// <summary>Offset of the first tap, in input samples before the output position.</summary>
    public int Before { get; }

    public int Taps { get; }

    public static PolyphaseFilter For(int up, int down) => Shared.GetOrAdd((up, down), key => new PolyphaseFilter(key.Up, key.Down));

    public float Apply(int phase, ReadOnlySpan<float> window)
    {
        ReadOnlySpan<float> taps = _phases[phase];
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= taps.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(taps[i..]) * new Vector<float>(window[i..]);
        }

        var result = Vector.Sum(sum);
        for (; i < taps.Length; i++)
        {
            result += taps[i] * window[i];
        }

        return result;
    }

    private static float[] Row(double fraction, double cutoff, int half)
    {
        var row = new double[half * 2];
        for (var i = 0; i < row.Length; i++)
        {
            var distance = i - (half - 1) - fraction;
            row[i] = Sinc(distance * cutoff) * Kaiser(distance / half);
        }

        // Unit gain at 0 Hz for every phase; otherwise the phases would modulate the signal.
        var gain = row.Sum();
        return [.. row.Select(tap => (float)(tap / gain))];
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel0(Beta * Math.Sqrt(1 - (x * x))) / Bessel0(Beta);

    private static double Bessel0(double x)
    {
        double sum = 1,
            term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}

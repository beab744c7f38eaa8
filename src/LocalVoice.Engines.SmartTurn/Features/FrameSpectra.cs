using System.Numerics;
using System.Runtime.InteropServices;

namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>Power spectra of as many successive frames as a vector has lanes, under a periodic Hann window. Not thread-safe.</summary>
internal sealed class FrameSpectra
{
    private const int Half = FeatureShape.FrameSamples / 2;

    private static readonly float[] Window =
    [
        .. Enumerable.Range(0, FeatureShape.FrameSamples).Select(i => (float)(0.5 - (0.5 * Math.Cos(Math.PI * i / Half)))),
    ];
    private static readonly Rotation[] Rotations =
    [
        .. Enumerable.Range(0, FeatureShape.Bins).Select(bin => Rotation.Of(bin, FeatureShape.FrameSamples)),
    ];

    private readonly FourierTransform _transform = new();
    private readonly Vector<float>[] _power = new Vector<float>[FeatureShape.Bins];

    /// <summary>Frames of one call.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <param name="samples">Begins with the first frame and holds the last one.</param>
    /// <returns>The power of each bin; overwritten by the next call.</returns>
    public ReadOnlySpan<Vector<float>> Power(ReadOnlySpan<float> samples)
    {
        // A real frame is transformed as half as many complex values: even samples real, odd ones imaginary.
        var values = MemoryMarshal.Cast<Wave, float>(_transform.Values);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var frame = samples.Slice(lane * FeatureShape.HopSamples, FeatureShape.FrameSamples);
            for (var (i, at) = (0, lane); i < Window.Length; i++, at += Lanes)
            {
                values[at] = frame[i] * Window[i];
            }
        }

        _transform.Run();
        Separate(_transform.Values);
        return _power;
    }

    /// <summary>The spectra of even and odd samples lie in the even and odd part of the transform.</summary>
    private void Separate(ReadOnlySpan<Wave> transform)
    {
        for (var bin = 0; bin < _power.Length; bin++)
        {
            var (value, mirrored) = (transform[bin % Half], transform[(Half - bin) % Half].Conjugate);
            var (even, odd) = (value + mirrored, (mirrored - value).TimesI);
            _power[bin] = (even + (odd * Rotations[bin])).Power * 0.25f;
        }
    }
}

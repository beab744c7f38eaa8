using System.Numerics;

namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>A complex number of each of several signals, which are computed side by side: one signal per lane.</summary>
internal readonly record struct Wave(Vector<float> Re, Vector<float> Im)
{
    public static Wave operator +(Wave a, Wave b) => new(a.Re + b.Re, a.Im + b.Im);

    public static Wave operator -(Wave a, Wave b) => new(a.Re - b.Re, a.Im - b.Im);

    public static Wave operator *(Wave a, float factor) => new(a.Re * factor, a.Im * factor);

    public static Wave operator *(Wave a, Rotation by) => new((a.Re * by.Cos) - (a.Im * by.Sin), (a.Re * by.Sin) + (a.Im * by.Cos));

    public Wave TimesI => new(-Im, Re);

    public Wave Conjugate => new(Re, -Im);

    public Vector<float> Power => (Re * Re) + (Im * Im);
}

/// <summary>A complex number of magnitude 1.</summary>
internal readonly record struct Rotation(float Cos, float Sin)
{
    /// <returns>e^(−2πi · numerator ÷ denominator).</returns>
    public static Rotation Of(int numerator, int denominator)
    {
        var (sin, cos) = Math.SinCos(-Math.Tau * numerator / denominator);
        return new((float)cos, (float)sin);
    }
}

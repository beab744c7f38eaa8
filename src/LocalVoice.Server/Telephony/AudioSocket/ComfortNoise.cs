using LocalVoice.Audio;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// Low noise for a line that would be dead silent. Falls by 6 dB per octave above 500 Hz, as a room's noise does (ITU-T P.800, Hoth
/// noise: by about 5 dB). Not thread-safe.
/// </summary>
internal sealed class ComfortNoise
{
    /// <summary>Of the low pass at 8 kHz: exp(−2π · 500 / 8000).</summary>
    private const double Pole = 0.675;

    private readonly Random _random = new();
    private readonly double _drive;
    private double _last;

    /// <param name="levelDbfs">Mean level, dBFS.</param>
    public ComfortNoise(double levelDbfs)
    {
        // A uniform input of ±a has the power a²/3; the filter passes 1/(1 − pole²) of it.
        _drive = Pcm16.FullScale * Math.Pow(10, levelDbfs / 20) * Math.Sqrt(3 * (1 - (Pole * Pole)));
    }

    /// <summary>The next samples, at 8 kHz.</summary>
    public void Fill(Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            _last = (Pole * _last) + (_drive * ((2 * _random.NextDouble()) - 1));
            samples[i] = (short)Math.Clamp(Math.Round(_last), short.MinValue, short.MaxValue);
        }
    }
}

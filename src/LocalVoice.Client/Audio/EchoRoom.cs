namespace LocalVoice.Client.Audio;

/// <summary>
/// From a speaker to a microphone: later, quieter, with the room's answer, clipped where the microphone is overdriven. Sample by
/// sample.
/// </summary>
/// <param name="gainDb">Of the echo, below what is played.</param>
/// <param name="delay">Until the first sound arrives.</param>
/// <param name="driftPerSecond">How much longer the delay grows every second: two clocks.</param>
/// <param name="clip">Greatest amplitude of the echo, 0…1.</param>
public sealed class EchoRoom(double gainDb, TimeSpan delay, TimeSpan driftPerSecond = default, float clip = 1, int rateHz = 24_000)
{
    // Reflections, in ms and relative to the first sound: they fall by 60 dB within 0.4 s.
    private static readonly (int Ms, double Gain)[] Reflections =
    [
        (0, 1),
        (5, -0.55),
        (11, 0.5),
        (19, -0.45),
        (31, 0.38),
        (47, 0.3),
        (73, -0.22),
        (101, 0.15),
        (149, -0.09),
        (197, 0.05),
    ];

    private static readonly double Energy = Math.Sqrt(Reflections.Sum(reflection => reflection.Gain * reflection.Gain));

    private readonly float[] _played = new float[2 * rateHz];
    private readonly double _gain = Math.Pow(10, gainDb / 20) / Energy;
    private long _position;

    /// <summary>What the microphone hears while this is played.</summary>
    public float Hear(float played)
    {
        _played[_position % _played.Length] = played;
        var seconds = delay.TotalSeconds + (driftPerSecond.TotalSeconds * _position / rateHz);
        var sum = 0.0;
        foreach (var (ms, gain) in Reflections)
        {
            var from = _position - (long)((seconds + (ms / 1000.0)) * rateHz);
            sum += from >= 0 ? gain * _played[from % _played.Length] : 0;
        }

        _position++;
        return Math.Clamp((float)(_gain * sum), -clip, clip);
    }
}
